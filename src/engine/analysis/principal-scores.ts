import { eigenSymmetric } from './small-matrix.ts';

/** Points in the plane of largest variance. */
export interface PrincipalScores {
  /** count × 2. */
  points: Float32Array;
  /** Share of the variance on each axis. */
  explained: [number, number];
  /** dimensions. */
  mean: Float64Array;
  /** Two rows of dimensions, of length 1; zeros where there is no second dimension. */
  axes: Float64Array;
}

/**
 * The first two principal components of a set of vectors, in plain numbers: for latent vectors of up to a hundred
 * dimensions (pixels are for `fitPca`). A set without variance, or with one dimension, gets zeros where it has none.
 * @param vectors count × dimensions, row by row
 * @throws RangeError where `vectors` is no whole number of rows, one at least
 */
export function principalScores(vectors: Float32Array, dimensions: number): PrincipalScores {
  const count = vectors.length / dimensions;
  if (!Number.isInteger(count) || count === 0) {
    throw new RangeError(`vectors: expected rows of ${dimensions} numbers, found ${vectors.length} numbers`);
  }
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < vectors.length; i++) mean[i % dimensions] += vectors[i] / count;
  const covariance = new Float64Array(dimensions * dimensions);
  const centred = new Float64Array(dimensions);
  const centre = (row: number): void => {
    for (let i = 0; i < dimensions; i++) centred[i] = vectors[row * dimensions + i] - mean[i];
  };
  for (let row = 0; row < count; row++) {
    centre(row);
    for (let i = 0; i < dimensions; i++) {
      for (let j = 0; j < dimensions; j++)
        covariance[i * dimensions + j] += (centred[i] * centred[j]) / count;
    }
  }
  const { values, vectors: axes } = eigenSymmetric(covariance, dimensions);
  const plane = new Float64Array(2 * dimensions);
  plane.set(axes.subarray(0, 2 * dimensions));
  const total = values.reduce((sum, value) => sum + value, 0);
  const share = (axis: number): number => (total > 0 ? (values[axis] ?? 0) / total : 0);
  const points = projectOnPlane(vectors, { mean, axes: plane });
  return { points, explained: [share(0), share(1)], mean, axes: plane };
}

/** Where vectors (count × dimensions) lie on two axes: count × 2. */
export function projectOnPlane(
  vectors: Float32Array,
  { mean, axes }: Pick<PrincipalScores, 'mean' | 'axes'>,
): Float32Array {
  const dimensions = mean.length;
  const points = new Float32Array((vectors.length / dimensions) * 2);
  for (let point = 0; point < points.length; point++) {
    const start = Math.floor(point / 2) * dimensions;
    const axis = (point % 2) * dimensions;
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += (vectors[start + i] - mean[i]) * axes[axis + i];
    points[point] = sum;
  }
  return points;
}

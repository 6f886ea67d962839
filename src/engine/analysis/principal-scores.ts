import { dot, eigenSymmetric } from './small-matrix.ts';

/** Points in the plane of largest variance. */
export interface PrincipalScores {
  /** count × 2. */
  points: Float32Array;
  /** Share of the variance on each axis. */
  explained: [number, number];
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
  const points = new Float32Array(count * 2);
  const planar = Math.min(2, dimensions);
  for (let row = 0; row < count; row++) {
    centre(row);
    for (let axis = 0; axis < planar; axis++) {
      points[row * 2 + axis] = dot(centred, axes.subarray(axis * dimensions, (axis + 1) * dimensions));
    }
  }
  const total = values.reduce((sum, value) => sum + value, 0);
  const share = (axis: number): number => (total > 0 ? (values[axis] ?? 0) / total : 0);
  return { points, explained: [share(0), share(1)] };
}

import { outOfRange } from '../errors.ts';

/** A normal distribution of vectors. */
export interface Gaussian {
  mean: Float64Array;
  /** Lower triangle of the covariance's Cholesky factor, row by row, dimensions × dimensions. */
  factor: Float64Array;
}

/** Share of the mean variance that is added to each, so that directions without any do not divide by nothing. */
const RIDGE = 1e-3;

const NEGLIGIBLE = 1e-9;

/**
 * Fits a normal distribution to vectors.
 * @param vectors count × dimensions, row by row; at least two rows, else a `RangeError`.
 */
export function fitGaussian(vectors: Float32Array, dimensions: number): Gaussian {
  const count = vectors.length / dimensions;
  if (!Number.isInteger(count) || count < 2)
    throw outOfRange('vectors', `two rows or more of ${dimensions}`, `${vectors.length} numbers`);
  return fitWeightedGaussian(vectors, dimensions, new Float64Array(count).fill(1));
}

/** The same where each row counts as its weight says; the sum of the weights must be > 0. */
export function fitWeightedGaussian(
  vectors: Float32Array,
  dimensions: number,
  weights: Float64Array,
): Gaussian {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(dimensions);
  for (let i = 0; i < vectors.length; i++) {
    mean[i % dimensions] += (weights[Math.floor(i / dimensions)] * vectors[i]) / total;
  }
  const covariance = new Float64Array(dimensions * dimensions);
  const centred = new Float64Array(dimensions);
  for (let row = 0; row < weights.length; row++) {
    // Far from a mixture's component most rows weigh nothing.
    if (weights[row] < NEGLIGIBLE) continue;
    for (let i = 0; i < dimensions; i++) centred[i] = vectors[row * dimensions + i] - mean[i];
    for (let i = 0; i < dimensions; i++) {
      const scaled = (weights[row] * centred[i]) / total;
      for (let j = 0; j <= i; j++) covariance[i * dimensions + j] += scaled * centred[j];
    }
  }
  let trace = 0;
  for (let i = 0; i < dimensions; i++) trace += covariance[i * dimensions + i];
  const ridge = (RIDGE * trace) / dimensions || Number.MIN_VALUE ** 0.25;
  for (let i = 0; i < dimensions; i++) covariance[i * dimensions + i] += ridge;
  return { mean, factor: factorize(covariance, dimensions) };
}

/** Squared Mahalanobis distance of each vector from the centre: its mean is about the number of dimensions. */
export function measureMahalanobis({ mean, factor }: Gaussian, vectors: Float32Array): Float32Array {
  const dimensions = mean.length;
  const solved = new Float64Array(dimensions);
  return Float32Array.from({ length: vectors.length / dimensions }, (_, row) => {
    let squares = 0;
    for (let i = 0; i < dimensions; i++) {
      let value = vectors[row * dimensions + i] - mean[i];
      for (let j = 0; j < i; j++) value -= factor[i * dimensions + j] * solved[j];
      solved[i] = value / factor[i * dimensions + i];
      squares += solved[i] ** 2;
    }
    return squares;
  });
}

/** Cholesky's factor of a positive definite matrix, of which the lower triangle is read. */
function factorize(matrix: Float64Array, n: number): Float64Array {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= factor[i * n + k] * factor[j * n + k];
      factor[i * n + j] =
        i === j ? Math.sqrt(Math.max(sum, Number.EPSILON * matrix[i * n + i])) : sum / factor[j * n + j];
    }
  }
  return factor;
}

import { matMul, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { requireInteger } from '../errors.ts';
import { RandomSequence } from '../random.ts';
import { measureCovariance, scaleOf, type PixelRows } from './covariance.ts';
import { dot, eigenSymmetric, orthonormalizeRows } from './small-matrix.ts';

/** Rows that are projected at once. */
const BLOCK_ROWS = 2000;

/** Directions beyond those asked for, with which the last ones converge faster. */
const OVERSAMPLING = 16;

/** Multiplications by the covariance matrix: for MNIST's pixels the RMSE of 49 components is right to five digits. */
const ITERATIONS = 16;

/** The directions of largest variance. */
export interface Pca {
  mean: Float64Array;
  /** components × pixels: orthonormal rows, largest variance first. */
  axes: Float64Array;
  /** Variance along each axis. */
  variances: Float64Array;
  /** Of all pixels together. */
  totalVariance: number;
}

/**
 * PCA by orthogonal iteration on the covariance matrix, whose large products run on tfjs' current backend.
 * `giveWay` is awaited between blocks. Throws a `RangeError` unless there are from 1 to `pixels` components.
 */
export async function fitPca(rows: PixelRows, components: number, giveWay = async () => {}): Promise<Pca> {
  const { pixels } = rows;
  requireInteger('components', components, 1, pixels);
  const { mean, matrix } = await measureCovariance(rows, giveWay);
  const covariance = tensor2d(new Float32Array(matrix), [pixels, pixels]);
  const count = Math.min(components + OVERSAMPLING, pixels);
  const random = new RandomSequence(0, 'pca');
  let basis: Float64Array = Float64Array.from({ length: count * pixels }, () => random.normal());
  orthonormalizeRows(basis, count, pixels);
  let product = multiplyRows(basis, covariance);
  try {
    for (let iteration = 1; iteration < ITERATIONS; iteration++) {
      basis = product;
      orthonormalizeRows(basis, count, pixels);
      product = multiplyRows(basis, covariance);
      await giveWay();
    }
  } finally {
    covariance.dispose();
  }
  let totalVariance = 0;
  for (let i = 0; i < pixels; i++) totalVariance += matrix[i * pixels + i];
  // The basis spans the right space; its own small eigenproblem turns it into the axes.
  const { values, vectors } = eigenSymmetric(multiplyByTransposed(basis, product, count), count);
  const axes = new Float64Array(components * pixels);
  for (let axis = 0; axis < components; axis++) {
    const combined = axes.subarray(axis * pixels, (axis + 1) * pixels);
    for (let row = 0; row < count; row++) {
      const weight = vectors[axis * count + row];
      for (let i = 0; i < pixels; i++) combined[i] += weight * basis[row * pixels + i];
    }
  }
  return { mean, axes, variances: values.slice(0, components), totalVariance };
}

/** What is left of rows of pixels on the axes: count × components. */
export function projectOnAxes(pca: Pca, rows: PixelRows): Float32Array {
  const { mean } = pca;
  const components = pca.axes.length / mean.length;
  const scores = new Float32Array(rows.count * components);
  for (let start = 0; start < rows.count; start += BLOCK_ROWS) {
    const end = Math.min(start + BLOCK_ROWS, rows.count);
    const block = tidy(() => {
      const axes = tensor2d(Float32Array.from(pca.axes), [components, mean.length]);
      return matMul(readCentred(rows, mean, start, end), axes, false, true);
    });
    scores.set(block.dataSync<'float32'>(), start * components);
    block.dispose();
  }
  return scores;
}

/** A tensor of the caller's, inside a tidy. */
function readCentred(rows: PixelRows, mean: Float64Array, start: number, end: number): Tensor2D {
  const block = rows.read(start, end);
  const scale = scaleOf(block);
  const centred = new Float32Array(block.length);
  for (let row = 0; row < block.length; row += mean.length) {
    for (let i = 0; i < mean.length; i++) centred[row + i] = block[row + i] * scale - mean[i];
  }
  return tensor2d(centred, [end - start, mean.length]);
}

/** Rows of the basis times a symmetric matrix. */
function multiplyRows(basis: Float64Array, matrix: Tensor2D): Float64Array {
  const pixels = matrix.shape[0];
  const product = tidy(() => {
    const rows = tensor2d(new Float32Array(basis), [basis.length / pixels, pixels]);
    return matMul(rows, matrix);
  });
  const values = new Float64Array(product.dataSync());
  product.dispose();
  return values;
}

/** a · bᵀ of two matrices of `count` rows, made exactly symmetric. */
function multiplyByTransposed(a: Float64Array, b: Float64Array, count: number): Float64Array {
  const columns = a.length / count;
  const row = (matrix: Float64Array, i: number) => matrix.subarray(i * columns, (i + 1) * columns);
  const result = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (dot(row(a, i), row(b, j)) + dot(row(a, j), row(b, i))) / 2;
      result[i * count + j] = value;
      result[j * count + i] = value;
    }
  }
  return result;
}

import { add, matMul, mul, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import type { Rank, Tensor2D } from '@tensorflow/tfjs-core';
import { requireInteger } from '../errors.ts';
import { RandomSequence } from '../random.ts';
import { dot, eigenSymmetric, orthonormalizeRows } from './small-matrix.ts';

/** Rows that are multiplied at once: a few megabytes of pixels. */
const BLOCK_ROWS = 2000;

/** Directions beyond those asked for, with which the last ones converge faster. */
const OVERSAMPLING = 16;

/** Multiplications by the covariance matrix: for MNIST's pixels the RMSE of 49 components is right to five digits. */
const ITERATIONS = 16;

/** Rows of pixels, handed out in pieces so that bytes need not become floats all at once. */
export interface PixelRows {
  count: number;
  pixels: number;
  /** Rows `start` to `end`, the end not included: (end − start) × pixels, floats in [0, 1] or bytes 0–255. */
  read(start: number, end: number): Float32Array | Uint8Array;
}

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
  const mean = averageRows(rows);
  const covariance = await measureCovariance(rows, mean, giveWay);
  const count = Math.min(components + OVERSAMPLING, pixels);
  const random = new RandomSequence(0, 'pca');
  let basis: Float64Array = Float64Array.from({ length: count * pixels }, () => random.normal());
  orthonormalizeRows(basis, count, pixels);
  let product = multiplyRows(basis, covariance);
  for (let iteration = 1; iteration < ITERATIONS; iteration++) {
    basis = product;
    orthonormalizeRows(basis, count, pixels);
    product = multiplyRows(basis, covariance);
    await giveWay();
  }
  const variance = covariance.dataSync();
  covariance.dispose();
  let totalVariance = 0;
  for (let i = 0; i < pixels; i++) totalVariance += variance[i * pixels + i];
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

function averageRows(rows: PixelRows): Float64Array {
  const { count, pixels } = rows;
  const mean = new Float64Array(pixels);
  for (let start = 0; start < count; start += BLOCK_ROWS) {
    const block = rows.read(start, Math.min(start + BLOCK_ROWS, count));
    const scale = scaleOf(block);
    const sums = new Float64Array(pixels);
    for (let row = 0; row < block.length; row += pixels) {
      for (let i = 0; i < pixels; i++) sums[i] += block[row + i];
    }
    for (let i = 0; i < pixels; i++) mean[i] += (scale * sums[i]) / count;
  }
  return mean;
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

/** What makes pixels of it lie in [0, 1]. */
export function scaleOf(block: Float32Array | Uint8Array): number {
  return block instanceof Uint8Array ? 1 / 255 : 1;
}

/** pixels × pixels; the caller disposes of it. */
async function measureCovariance(
  rows: PixelRows,
  mean: Float64Array,
  giveWay: () => Promise<void>,
): Promise<Tensor2D> {
  const { count, pixels } = rows;
  let covariance = zeros<Rank.R2>([pixels, pixels]);
  for (let start = 0; start < count; start += BLOCK_ROWS) {
    const sum = tidy(() => {
      const block = readCentred(rows, mean, start, Math.min(start + BLOCK_ROWS, count));
      const share = mul(matMul(block, block, true, false), 1 / count);
      return add<Tensor2D>(covariance, share);
    });
    covariance.dispose();
    covariance = sum;
    await giveWay();
  }
  return covariance;
}

/** Rows of the basis times a symmetric matrix. */
function multiplyRows(basis: Float64Array, matrix: Tensor2D): Float64Array {
  const pixels = matrix.shape[0];
  const product = tidy(() => {
    const rows = tensor2d(Float32Array.from(basis), [basis.length / pixels, pixels]);
    return matMul(rows, matrix);
  });
  const values = Float64Array.from(product.dataSync());
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

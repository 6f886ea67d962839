/**
 * BatchMatMul: products of matrices, or of batches of them that broadcast, either side transposed: dense layers and
 * their gradients.
 */
import { broadcast_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { BATCH_MULTIPLY } from './assembly/job-kinds.ts';
import { TILE_BYTES } from './conv-plan.ts';
import { defineKernel } from './define-kernel.ts';
import type { KernelContext } from './kernel-context.ts';
import { multiplyIntegers } from './multiply-integers.ts';
import { packPanels } from './pack-panels.ts';

export interface MatMulAttributes {
  transposeA: boolean;
  transposeB: boolean;
}

/** Rows of a part: sixteen tiles; columns: 16 panels. Both fit the second cache with k of some thousands. */
const BLOCK_ROWS = 48;
const BLOCK_COLUMNS = 128;
/** Steps of a transposed A that are copied at a time (assembly/gemm/batch-multiply.ts). */
const TRANSPOSED_RUN = 256;

/**
 * a·b (+ bias) (ReLU).
 * @param bias One value per column.
 * @returns [...broadcast batch, m, n].
 */
export function multiplyMatrices(
  context: KernelContext,
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: MatMulAttributes,
  { bias, relu = false }: { bias?: TensorInfo; relu?: boolean } = {},
): TensorInfo {
  if (a.shape.length < 2 || b.shape.length < 2)
    throw new TypeError(
      `Expected matrices, but found shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`,
    );
  if (a.dtype !== 'float32' || b.dtype !== 'float32')
    throw new TypeError(`Expected matrices of float32, but found ${a.dtype} and ${b.dtype}; cast them first`);
  const [aRows, aColumns] = a.shape.slice(-2);
  const [bRows, bColumns] = b.shape.slice(-2);
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns];
  const [bK, n] = transposeB ? [bColumns, bRows] : [bRows, bColumns];
  if (k !== bK)
    throw new TypeError(
      `Expected matrices whose inner sizes agree, but found ${k} and ${bK} in ` +
        `[${a.shape.join(', ')}]${transposeA ? ' transposed' : ''} and [${b.shape.join(', ')}]${transposeB ? ' transposed' : ''}`,
    );
  const aBatch = a.shape.slice(0, -2);
  const bBatch = b.shape.slice(0, -2);
  const batchShape = broadcast_util.assertAndGetBroadcastShape(aBatch, bBatch);
  const c = context.output([...batchShape, m, n], 'float32');
  const batch = sizeOf(batchShape);
  const bMatrices = sizeOf(bBatch);
  const panels = packPanels(context, {
    source: context.offset(b),
    taps: 1,
    tapK: k,
    n,
    tapStride: 0,
    kStride: transposeB ? 1 : n,
    nStride: transposeB ? k : 1,
    batch: bMatrices,
    batchStride: k * n,
    bias: bias ? context.offset(bias) : 0,
  });
  const blockRows = Math.min(BLOCK_ROWS, Math.ceil(m / 6) * 6);
  const blocks = Math.ceil(m / blockRows) * Math.ceil(n / BLOCK_COLUMNS);
  const scratchBytes = TILE_BYTES + (transposeA ? 4 * TRANSPOSED_RUN * (blockRows + 48) : 0);
  const multiply = (
    count: number,
    first: number,
    aFirst: number,
    bFirst: number,
    aStep: number,
    bStep: number,
  ) =>
    context.run(
      BATCH_MULTIPLY,
      count * blocks,
      [
        context.offset(a) + 4 * aFirst * m * k,
        panels.packed + 4 * bFirst * panels.batchStride,
        context.offset(c) + 4 * first * m * n,
        ...[m, n, k, transposeA ? 1 : 0, aStep * m * k, bStep * panels.batchStride],
        ...[blockRows, BLOCK_COLUMNS, panels.bias, relu ? 1 : 0],
      ],
      scratchBytes,
    );
  const aMatrices = sizeOf(aBatch);
  if ((aMatrices === batch || aMatrices === 1) && (bMatrices === batch || bMatrices === 1)) {
    multiply(batch, 0, 0, 0, aMatrices === 1 ? 0 : 1, bMatrices === 1 ? 0 : 1);
  } else {
    // Both sides are repeated, along different axes: one job for each matrix.
    for (let i = 0; i < batch; i++)
      multiply(1, i, broadcastIndex(i, batchShape, aBatch), broadcastIndex(i, batchShape, bBatch), 0, 0);
  }
  return c;
}

const sizeOf = (shape: number[]): number => shape.reduce((product, size) => product * size, 1);

/** Which matrix of `shape` stands at place `index` of the batch it is broadcast to. */
function broadcastIndex(index: number, batchShape: number[], shape: number[]): number {
  let result = 0;
  let step = 1;
  for (let axis = 1; axis <= shape.length; axis++) {
    const size = batchShape[batchShape.length - axis];
    const own = shape[shape.length - axis];
    result += step * (own === 1 ? 0 : index % size);
    step *= own;
    index = Math.floor(index / size);
  }
  return result;
}

export const batchMatMul = defineKernel<{ a: TensorInfo; b: TensorInfo }, MatMulAttributes>(
  'BatchMatMul',
  (context, { inputs: { a, b }, attrs }) =>
    a.dtype === 'int32' && b.dtype === 'int32'
      ? multiplyIntegers(context, a, b, attrs.transposeA, attrs.transposeB)
      : multiplyMatrices(context, a, b, attrs),
);

/** UnsortedSegmentSum, which tfjs' wasm backend lacks: the gradient of `gather`, and so of embeddings. */
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { SEGMENT_SUM } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';

/** Columns of a part: one cache line and more, so that parts do not write to each other's lines. */
const BLOCK = 64;

export const unsortedSegmentSum = defineKernel<
  { x: TensorInfo; segmentIds: TensorInfo },
  { numSegments: number }
>('UnsortedSegmentSum', (context, { inputs: { x, segmentIds }, attrs: { numSegments } }) => {
  if (x.dtype !== 'float32' && x.dtype !== 'int32')
    throw new TypeError(`Expected segments of float32 or int32, but found ${x.dtype}`);
  const [rows, ...rest] = x.shape;
  const inner = util.sizeFromShape(rest);
  const y = context.output([numSegments, ...rest], x.dtype);
  const tensors = [x, segmentIds, y].map((tensor) => context.offset(tensor));
  const words = [rows, inner, numSegments, BLOCK, x.dtype === 'int32' ? 1 : 0];
  context.run(SEGMENT_SUM, Math.ceil(inner / BLOCK), [...tensors, ...words]);
  return y;
});

/**
 * AeRootMeanSquare: a, b of one shape → the scalar √(mean((b − a)²) + epsilon); AeRootMeanSquareGrad: a, b, that scalar
 * y, its gradient dy → dy·(b − a) / (size·y), which is b's gradient.
 */
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { SQUARED_ERROR, SQUARED_ERROR_GRADIENT } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { floatBits } from './kernel-context.ts';
import { floats } from './norm-factors.ts';

/** Values of a part: of two arrays, together 128 KiB. */
const PIECE = 16384;

export const rootMeanSquare = defineKernel<{ a: TensorInfo; b: TensorInfo }, { epsilon: number }>(
  'AeRootMeanSquare',
  (context, { inputs: { a, b }, attrs: { epsilon } }) => {
    const size = util.sizeFromShape(a.shape);
    const root = context.output([]);
    const parts = Math.ceil(size / PIECE);
    const sums = context.workspace('squared-errors', 8 * parts);
    context.run(SQUARED_ERROR, parts, [context.offset(a), context.offset(b), sums, size, PIECE]);
    const total = new Float64Array(context.memory(), sums, parts).reduce((sum, value) => sum + value, 0);
    floats(context, context.offset(root), 1)[0] = Math.sqrt(total / size + epsilon);
    return root;
  },
);

type GradInputs = Record<'a' | 'b' | 'y' | 'dy', TensorInfo>;

export const rootMeanSquareGrad = defineKernel<GradInputs, object>(
  'AeRootMeanSquareGrad',
  (context, { inputs: { a, b, y, dy } }) => {
    const size = util.sizeFromShape(a.shape);
    const gradient = context.output(b.shape);
    const [root, slope] = [y, dy].map((tensor) => floats(context, context.offset(tensor), 1)[0]);
    const tensors = [a, b, gradient].map((tensor) => context.offset(tensor));
    const words = [...tensors, size, PIECE, floatBits(slope / (size * root))];
    context.run(SQUARED_ERROR_GRADIENT, Math.ceil(size / PIECE), words);
    return gradient;
  },
);

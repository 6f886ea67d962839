/** AeDropout: y = x · mask; the mask is reference/dropout-mask.ts' bit for bit. Its gradient is itself, on dy. */
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { DROPOUT } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { floatBits } from './kernel-context.ts';
import { dropoutKeys, type DropoutCounter } from './reference/dropout-mask.ts';
import { PART_ELEMENTS } from './sum-tree.ts';

export const dropout = defineKernel<{ x: TensorInfo }, DropoutCounter & { rate: number }>(
  'AeDropout',
  (context, { inputs: { x }, attrs: { rate, ...counter } }) => {
    const { first, second, threshold, scale } = dropoutKeys(rate, counter);
    const y = context.output(x.shape);
    const size = util.sizeFromShape(x.shape);
    const words = [context.offset(x), context.offset(y), size, PART_ELEMENTS];
    const keys = [first, second, threshold, floatBits(scale)];
    context.run(DROPOUT, Math.ceil(size / PART_ELEMENTS), [...words, ...keys]);
    return y;
  },
);

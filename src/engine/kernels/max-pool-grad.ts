/**
 * MaxPoolGrad. tfjs' own loses the gradient of windows whose maximum is not positive and gives ties to the last pixel;
 * here, as on the `cpu` backend, the first one wins.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { MAX_POOL_GRADIENT } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { poolGeometryOf, windowWords, type PoolAttributes } from './pool-geometry.ts';

export const maxPoolGrad = defineKernel<{ dy: TensorInfo; input: TensorInfo }, PoolAttributes>(
  'MaxPoolGrad',
  (context, { inputs: { dy, input }, attrs }) => {
    const info = poolGeometryOf(input.shape, attrs);
    const dx = context.output(input.shape);
    const words = [context.offset(input), context.offset(dy), context.offset(dx), ...windowWords(info)];
    context.run(MAX_POOL_GRADIENT, info.batchSize, words);
    return dx;
  },
);

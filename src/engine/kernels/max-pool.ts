/** MaxPool, in place of tfjs' own so that its gradient finds the same maxima. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { MAX_POOL } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { isCopy, poolGeometryOf, windowWords, type PoolAttributes } from './pool-geometry.ts';

export const maxPool = defineKernel<{ x: TensorInfo }, PoolAttributes>(
  'MaxPool',
  (context, { inputs: { x }, attrs }) => {
    if (x.dtype !== 'float32')
      throw new TypeError(`Expected the input of a max pool to be float32, but found ${x.dtype}`);
    const info = poolGeometryOf(x.shape, attrs);
    if (isCopy(info)) return context.share(x);
    const y = context.output(info.outShape);
    const words = [context.offset(x), context.offset(y), 0, ...windowWords(info)];
    context.run(MAX_POOL, info.batchSize * info.outHeight, words);
    return y;
  },
);

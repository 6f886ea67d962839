/** AvgPool on all threads; tfjs' own leaves windows in the padding unwritten. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { AVG_POOL } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { isCopy, poolGeometryOf, windowWords, type PoolAttributes } from './pool-geometry.ts';

export const avgPool = defineKernel<{ x: TensorInfo }, PoolAttributes>(
  'AvgPool',
  (context, { inputs: { x }, attrs }) => {
    if (x.dtype !== 'float32')
      throw new TypeError(`Expected the input of an average pool to be float32, but found ${x.dtype}`);
    const info = poolGeometryOf(x.shape, attrs);
    if (isCopy(info)) return context.share(x);
    const y = context.output(info.outShape);
    const words = [context.offset(x), context.offset(y), 0, ...windowWords(info)];
    context.run(AVG_POOL, info.batchSize * info.outHeight, words);
    return y;
  },
);

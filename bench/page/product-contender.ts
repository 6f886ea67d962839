import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/engine/backend.ts';
import type { Contender, ProductOptions } from './contender.ts';

/** One product of two matrices; bringing the right one into panels counts. */
export async function prepareProduct({ m, n, k, threads }: ProductOptions): Promise<Contender> {
  await startBackend({ baseUrl: new URL('/dist/', location.href).href, threads });
  const a = tf.randomNormal([m, k], 0, 1, 'float32', 1);
  const b = tf.randomNormal([k, n], 0, 1, 'float32', 2);
  return {
    flop: 2 * m * n * k,
    run: () =>
      tf.dispose(tf.engine().runKernel('BatchMatMul', { a, b }, { transposeA: false, transposeB: false })),
  };
}

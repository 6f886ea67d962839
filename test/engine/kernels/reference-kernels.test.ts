import * as tf from '@tensorflow/tfjs-core';
import { getThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { assert } from '@open-wc/testing';
import { registerTrainingKernels } from '../../../src/engine/kernels/index.ts';
import { runOn, startWasm } from '../../helpers/backends.ts';

suite('registerTrainingKernels() where there is no SIMD', () => {
  suiteSetup(async () => {
    tf.env().set('WASM_HAS_SIMD_SUPPORT', false);
    await startWasm();
  });

  test('says so, and runs on one thread', async () => {
    assert.deepEqual(await registerTrainingKernels(), { simd: false, relaxedSimd: false, threads: 1 });
    assert.isAtMost(getThreadsCount(), 1);
    assert.isUndefined(tf.getKernel('AeNormReluPool', 'wasm'));
  });

  test('gives a convolution, a pool of negative values and a dense layer the gradients of the cpu backend', async () => {
    const values = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
    const gradients = () => {
      const [x, filter, weights] = [values([2, 8, 8, 1], 1), values([3, 3, 1, 4], 2), values([64, 3], 3)];
      const loss = (f: tf.Tensor, w: tf.Tensor) => {
        const y = tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, 'same');
        const pooled = tf.maxPool(tf.sub<tf.Tensor4D>(y, 9), 2, 2, 'valid');
        return tf.mean(tf.square(tf.matMul(tf.reshape(pooled, [2, 64]), w as tf.Tensor2D))) as tf.Scalar;
      };
      return tf.grads(loss as (...tensors: tf.Tensor[]) => tf.Tensor)([filter, weights]);
    };
    const [found, expected] = [await runOn('wasm', gradients), await runOn('cpu', gradients)];
    found.forEach(({ data }, index) => {
      data.forEach((value, i) => {
        const wanted = expected[index].data[i];
        assert.closeTo(value, wanted, 1e-4 * Math.max(1, Math.abs(wanted)));
      });
    });
  });
});

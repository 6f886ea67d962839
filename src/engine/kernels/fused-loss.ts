import * as tf from '@tensorflow/tfjs-core';
import { hasKernel } from './fused-gradients.ts';

const rootMeanSquareGradient: tf.GradConfig = {
  kernelName: 'AeRootMeanSquare',
  inputsToSave: ['a', 'b'],
  outputsToSave: [true],
  gradFunc: (dy, [a, b, y]) => {
    const run = (inputs: tf.NamedTensorMap) =>
      tf.engine().runKernel('AeRootMeanSquareGrad', inputs, {}) as tf.Tensor;
    return {
      a: () => run({ a: b, b: a, y, dy: dy as tf.Tensor }),
      b: () => run({ a, b, y, dy: dy as tf.Tensor }),
    };
  },
};

// As fused-gradients.ts has it.
if (tf.getGradient(rootMeanSquareGradient.kernelName) === undefined) {
  tf.registerGradient(rootMeanSquareGradient);
}

/**
 * √(mean((b − a)²) + epsilon) over all values, one pass each way; in public tfjs ops on backends without the kernel.
 * @param epsilon above 0 the gradient at a = b is 0; at 0 it is NaN
 */
export function rootMeanSquaredError(a: tf.Tensor, b: tf.Tensor, epsilon = 0): tf.Scalar {
  if (a.shape.join() !== b.shape.join()) {
    throw new TypeError(
      `Expected tensors of one shape, but found [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`,
    );
  }
  if (!hasKernel('AeRootMeanSquare')) {
    return tf.tidy(() => tf.sqrt<tf.Scalar>(tf.add(tf.mean(tf.squaredDifference(a, b)), epsilon)));
  }
  return tf.engine().runKernel('AeRootMeanSquare', { a, b }, { epsilon }) as tf.Scalar;
}

import * as tf from '@tensorflow/tfjs-core';
import { convBiasActivation, dropout, normReluPool } from '../../src/engine/kernels/index.ts';

/** Conv → norm → ReLU → pool → dropout → dense, on 12×12 images; in fused ops or in the public ops they stand for. */
export class ConvNet {
  private readonly filter = tf.variable(tf.randomNormal<tf.Rank.R4>([3, 3, 1, 8], 0, 0.3, 'float32', 1));
  private readonly bias = tf.variable(tf.zeros<tf.Rank.R1>([8]));
  private readonly gamma = tf.variable(tf.ones<tf.Rank.R1>([8]));
  private readonly beta = tf.variable(tf.zeros<tf.Rank.R1>([8]));
  private readonly dense = tf.variable(tf.randomNormal<tf.Rank.R2>([288, 10], 0, 0.1, 'float32', 2));
  private readonly fused: boolean;

  constructor(fused: boolean) {
    this.fused = fused;
  }

  loss(images: tf.Tensor4D, targets: tf.Tensor2D, step: number): tf.Scalar {
    const { filter, bias, gamma, beta, dense } = this;
    let x: tf.Tensor;
    if (this.fused) {
      const linear = convBiasActivation(images, filter, bias, { activation: 'linear' });
      const { y } = normReluPool(linear, gamma, beta, { pool: 2 });
      x = dropout(y, 0.1, { seed: 1, step, layer: 0 });
    } else {
      const linear = tf.add<tf.Tensor4D>(tf.conv2d(images, filter, 1, 'same'), bias);
      const { mean, variance } = tf.moments(linear, [0, 1, 2]);
      const normed = tf.batchNorm(linear, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma, 1e-3);
      x = tf.maxPool(tf.relu(normed) as tf.Tensor4D, 2, 2, 'valid');
    }
    const logits = tf.matMul(tf.reshape(x, [images.shape[0], 288]), dense);
    return tf.mean(tf.square(tf.sub(logits, targets)));
  }
}

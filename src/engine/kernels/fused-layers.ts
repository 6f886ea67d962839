import * as tf from '@tensorflow/tfjs-core';
import { activate, type FusedActivation } from './fused-activation.ts';
import { hasKernel } from './fused-gradients.ts';
import { registerLayerGradients } from './fused-layer-gradients.ts';

// As fused-ops.ts: dense layers and transposed convolutions with what follows them, one kernel each way.

registerLayerGradients();

/**
 * activation(x · weights + bias).
 * @param x [batch, inputs]
 * @param weights [inputs, units]
 * @param bias [units]
 */
export function denseBiasActivation(
  x: tf.Tensor2D,
  weights: tf.Tensor2D,
  bias: tf.Tensor1D,
  activation: FusedActivation = 'linear',
): tf.Tensor2D {
  requireAxes('x', x, 2);
  requireAxes('weights', weights, 2);
  if (x.shape[1] !== weights.shape[0] || bias.shape.join() !== String(weights.shape[1])) {
    throw new TypeError(
      `Expected weights [${x.shape[1]}, units] and as many biases, ` +
        `but found [${weights.shape.join(', ')}] and [${bias.shape.join(', ')}]`,
    );
  }
  if (!hasKernel('AeActivationBiasGrad')) {
    return activate(tf.add<tf.Tensor2D>(tf.matMul(x, weights), bias), activation);
  }
  const attrs = { transposeA: false, transposeB: false, activation };
  return tf.engine().runKernel('_FusedMatMul', { a: x, b: weights, bias }, attrs) as tf.Tensor2D;
}

export interface TransposedConvOptions {
  strides: [number, number];
  pad: 'same' | 'valid';
  /** Height and width of the result. */
  size: [height: number, width: number];
  /** Default 'linear'. */
  activation?: FusedActivation;
}

/**
 * activation(conv2dTranspose(x, filter) + bias).
 * @param x [batch, height, width, inChannels]
 * @param filter [filterHeight, filterWidth, outChannels, inChannels]
 * @param bias [outChannels]
 */
export function transposedConvBiasActivation(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  { strides, pad, size, activation = 'linear' }: TransposedConvOptions,
): tf.Tensor4D {
  requireAxes('x', x, 4);
  requireAxes('filter', filter, 4);
  if (x.shape[3] !== filter.shape[3] || bias.shape.join() !== String(filter.shape[2])) {
    throw new TypeError(
      `Expected a filter [height, width, channels, ${x.shape[3]}] and a bias for each channel, ` +
        `but found [${filter.shape.join(', ')}] and [${bias.shape.join(', ')}]`,
    );
  }
  const outputShape: [number, number, number, number] = [x.shape[0], ...size, filter.shape[2]];
  if (!hasKernel('AeTransposedConv')) {
    const linear = tf.add<tf.Tensor4D>(tf.conv2dTranspose(x, filter, outputShape, strides, pad), bias);
    return activate(linear, activation);
  }
  const attrs = { strides, pad, dataFormat: 'NHWC', outputShape, activation };
  return tf.engine().runKernel('AeTransposedConv', { x, filter, bias }, attrs) as tf.Tensor4D;
}

function requireAxes(name: string, tensor: tf.Tensor, rank: number): void {
  if (tensor.rank === rank) return;
  throw new TypeError(`Expected ${name} to have ${rank} axes, but found shape [${tensor.shape.join(', ')}]`);
}

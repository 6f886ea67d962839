import * as tf from '@tensorflow/tfjs-core';
import type { DropoutCounter } from './reference/dropout-mask.ts';
import { dropoutKeys, dropoutMask } from './reference/dropout-mask.ts';
import { activate, type FusedActivation } from './fused-activation.ts';
import { hasKernel, registerFusedGradients } from './fused-gradients.ts';

// Layers as few passes over memory. Each of these functions is differentiable, runs one kernel where the backend has
// it and is written in public tfjs ops elsewhere, so models run, and are tested, on the `cpu` backend too.

registerFusedGradients();

export interface ConvBiasActivationOptions {
  /** Default 1. */
  strides?: number | [number, number];
  /** Default 'same'. */
  pad?: 'same' | 'valid' | number;
  /** Default 'linear'. */
  activation?: FusedActivation;
}

export interface NormReluPoolOptions {
  /** Added to the variance; Keras' default is 1e-3, which is the default here. */
  epsilon?: number;
  /** Default true. */
  relu?: boolean;
  /** Side and stride of the max pool after it (no padding); 1 (the default) is none. */
  pool?: 1 | 2;
}

export interface NormReluPoolOutputs {
  y: tf.Tensor4D;
  /** Of the batch, per channel: for the moving average. No gradient flows through it. */
  mean: tf.Tensor1D;
  /** Of the batch, divided by the count (not count − 1): as Keras' moving variance wants it. No gradient either. */
  variance: tf.Tensor1D;
}

/**
 * activation(conv2d(x, filter) + bias).
 * @param x [batch, height, width, inChannels]
 * @param filter [filterHeight, filterWidth, inChannels, outChannels]
 * @param bias [outChannels]
 */
export function convBiasActivation(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  { strides = 1, pad = 'same', activation = 'linear' }: ConvBiasActivationOptions = {},
): tf.Tensor4D {
  requireConvShapes(x, filter, bias);
  if (!hasKernel('AeActivationBiasGrad')) {
    return activate(tf.add<tf.Tensor4D>(tf.conv2d(x, filter, strides, pad), bias), activation);
  }
  const attrs = { ...convAttributes(strides, pad), activation };
  return runKernel('FusedConv2D', { x, filter, bias }, attrs) as tf.Tensor4D;
}

/**
 * Batch normalization with the batch's own statistics, then ReLU, then 2×2 max pool.
 * @param x [batch, height, width, channels]; at `pool: 2` a last odd row or column counts for the statistics only
 * @param gamma [channels]
 * @param beta [channels]
 * @returns new tensors; y is [batch, height / pool, width / pool, channels]
 */
export function normReluPool(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  { epsilon = 1e-3, relu = true, pool = 1 }: NormReluPoolOptions = {},
): NormReluPoolOutputs {
  requireNormShapes(x, { gamma, beta }, epsilon);
  if (hasKernel('AeNormReluPool')) {
    const [y, mean, variance] = runKernel(
      'AeNormReluPool',
      { x, gamma, beta },
      { epsilon, relu, pool },
    ) as tf.Tensor[];
    return { y: y as tf.Tensor4D, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
  }
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const normed = tf.batchNorm4d(x, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma, epsilon);
    return {
      y: reluAndPool(normed, relu, pool),
      mean: withoutGradient(mean) as tf.Tensor1D,
      variance: withoutGradient(variance) as tf.Tensor1D,
    };
  });
}

/** The same with given statistics (all [channels]). For inference: it has no gradient on backends with our kernels. */
export function normReluPoolInference(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
  mean: tf.Tensor1D,
  variance: tf.Tensor1D,
  { epsilon = 1e-3, relu = true, pool = 1 }: NormReluPoolOptions = {},
): tf.Tensor4D {
  requireNormShapes(x, { gamma, beta, mean, variance }, epsilon);
  if (hasKernel('AeNormReluPoolInference')) {
    const inputs = { x, gamma, beta, mean, variance };
    return runKernel('AeNormReluPoolInference', inputs, { epsilon, relu, pool }) as tf.Tensor4D;
  }
  return tf.tidy(() => reluAndPool(tf.batchNorm4d(x, mean, variance, beta, gamma, epsilon), relu, pool));
}

/** What batch norm in use knows of each channel. */
export interface ChannelNorm {
  gamma: tf.Tensor1D;
  beta: tf.Tensor1D;
  mean: tf.Tensor1D;
  variance: tf.Tensor1D;
}

/** `normReluPoolInference` of conv2d(x, filter) + bias: for inference as well, one pass where Winograd fits. */
export function convNormReluPoolInference(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  norm: ChannelNorm,
  { strides, pad, ...options }: Omit<ConvBiasActivationOptions, 'activation'> & NormReluPoolOptions = {},
): tf.Tensor4D {
  if (!hasKernel('AeConvNormReluPool')) {
    const { gamma, beta, mean, variance } = norm;
    const linear = convBiasActivation(x, filter, bias, { strides, pad });
    const y = normReluPoolInference(linear, gamma, beta, mean, variance, options);
    linear.dispose();
    return y;
  }
  const { epsilon = 1e-3, relu = true, pool = 1 } = options;
  requireConvShapes(x, filter, bias);
  for (const [name, tensor] of Object.entries(norm)) requireShape(name, tensor, bias.shape);
  requireEpsilon(epsilon);
  const attrs = { ...convAttributes(strides, pad), epsilon, relu, pool };
  return runKernel('AeConvNormReluPool', { x, filter, bias, ...norm }, attrs) as tf.Tensor4D;
}

/**
 * Sets a share `rate` (in [0, 1)) of the elements to 0 and divides the others by 1 − rate.
 * The mask comes from the counter and each element's index alone: the same on every backend and number of threads.
 */
export function dropout<T extends tf.Tensor>(x: T, rate: number, counter: DropoutCounter): T {
  const { seed, step, layer } = counter;
  dropoutKeys(rate, counter); // checks the numbers
  if (hasKernel('AeDropout')) {
    return runKernel('AeDropout', { x }, { rate, seed, step, layer }) as T;
  }
  return tf.tidy(() => tf.mul<T>(x, tf.tensor(dropoutMask(x.size, rate, counter), x.shape)));
}

/** As tfjs' own convolutions want them. */
function convAttributes(
  strides: ConvBiasActivationOptions['strides'] = 1,
  pad: ConvBiasActivationOptions['pad'] = 'same',
): object {
  return { strides, pad, dataFormat: 'NHWC', dilations: [1, 1], dimRoundingMode: undefined };
}

function runKernel(name: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor | tf.Tensor[] {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap);
}

function reluAndPool(x: tf.Tensor4D, relu: boolean, pool: 1 | 2): tf.Tensor4D {
  const active = relu ? tf.relu(x) : x;
  return pool === 2 ? tf.maxPool(active, 2, 2, 'valid') : active;
}

function withoutGradient(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((value) => ({
    value: tf.clone(value as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }))(x);
}

function requireNormShapes(x: tf.Tensor, perChannel: Record<string, tf.Tensor>, epsilon: number): void {
  requireRank('x', x, 4);
  for (const [name, tensor] of Object.entries(perChannel)) {
    requireShape(name, tensor, [x.shape[3] as number]);
  }
  requireEpsilon(epsilon);
}

function requireEpsilon(epsilon: number): void {
  if (!(epsilon >= 0)) throw new RangeError(`Expected an epsilon ≥ 0, but found ${epsilon}`);
}

function requireConvShapes(x: tf.Tensor, filter: tf.Tensor, bias: tf.Tensor): void {
  requireRank('x', x, 4);
  requireRank('filter', filter, 4);
  requireShape('bias', bias, [filter.shape[3] as number]);
}

function requireRank(name: string, tensor: tf.Tensor, rank: number): void {
  if (tensor.rank !== rank) {
    throw new TypeError(
      `Expected ${name} to have ${rank} axes, but found shape [${tensor.shape.join(', ')}]`,
    );
  }
}

function requireShape(name: string, tensor: tf.Tensor, shape: number[]): void {
  if (tensor.shape.join() !== shape.join()) {
    throw new TypeError(
      `expected ${name} of shape [${shape.join(', ')}], but found [${tensor.shape.join(', ')}]`,
    );
  }
}

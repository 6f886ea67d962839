/**
 * AeConvNormReluPool: a convolution with bias, batch norm with given statistics, ReLU and 2×2 max pool where wanted: in
 * use, not in training. By Winograd it is one pass: with s = gamma / √(variance + epsilon) the norm is a convolution by
 * s·filter with the bias (bias − mean)·s + beta, and windows of the pool lie within tiles.
 */
import { backend, type TensorInfo } from '@tensorflow/tfjs-core';
import { convGeometryOf, type ConvAttributes } from './conv-geometry.ts';
import { convolve } from './conv2d.ts';
import { defineKernel } from './define-kernel.ts';
import type { KernelContext } from './kernel-context.ts';
import { floats, type NormAttributes, type NormInputs } from './norm-factors.ts';
import { normalize } from './norm-relu-pool.ts';
import { runWinogradForward } from './winograd-conv2d.ts';
import { usesWinograd } from './winograd-plan.ts';

interface Inputs extends NormInputs {
  filter: TensorInfo;
  bias: TensorInfo;
}

export const convNormReluPool = defineKernel<Inputs, ConvAttributes & NormAttributes>(
  'AeConvNormReluPool',
  (context, { inputs, attrs }) => {
    const { x, filter, bias } = inputs;
    const g = convGeometryOf(x.shape, filter.shape, attrs);
    if (!usesWinograd(g)) {
      const linear = convolve(context, g, x, filter, { bias });
      const y = normalize(context, { ...inputs, x: linear }, attrs);
      backend().disposeData(linear.dataId);
      return y;
    }
    const { pool, relu } = attrs;
    const [height, width] = [g.outHeight, g.outWidth].map((size) => Math.floor(size / pool));
    const y = context.output([g.batch, height, width, g.outChannels]);
    const factors = foldNorm(context, inputs, attrs.epsilon);
    const [from, kernel, to] = [x, filter, y].map((tensor) => context.offset(tensor));
    runWinogradForward(context, g, { x: from, filter: kernel, ...factors, y: to }, { relu, pool });
    return y;
  },
);

/** Offsets of what the filter is multiplied by and of the new bias, in workspace. */
function foldNorm(
  context: KernelContext,
  { bias, gamma, beta, mean, variance }: Inputs,
  epsilon: number,
): { scale: number; bias: number } {
  const [channels] = bias.shape;
  const offset = context.workspace('norm-factors', 8 * channels);
  const table = floats(context, offset, 2 * channels);
  const [biases, gammas, betas, means, variances] = [bias, gamma, beta, mean, variance].map((tensor) =>
    floats(context, context.offset(tensor), channels),
  );
  for (let channel = 0; channel < channels; channel++) {
    const scale = gammas[channel] / Math.sqrt(variances[channel] + epsilon);
    table[channel] = scale;
    table[channels + channel] = (biases[channel] - means[channel]) * scale + betas[channel];
  }
  return { scale: offset, bias: offset + 4 * channels };
}

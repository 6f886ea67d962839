/** AeTransposedConv: activation(conv2dTranspose(x, filter) + bias) at any stride; bias and ReLU in the same pass. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { scatter } from './conv2d-backprop-input.ts';
import { convGeometryOf, type ConvAttributes } from './conv-geometry.ts';
import { defineKernel } from './define-kernel.ts';
import type { FusedActivation } from './fused-activation.ts';
import { runFused } from './fused-epilogue.ts';

interface Inputs {
  /** [batch, height, width, inChannels] */
  x: TensorInfo;
  /** [filterHeight, filterWidth, outChannels, inChannels] */
  filter: TensorInfo;
  /** [outChannels] */
  bias: TensorInfo;
}

interface Attributes extends ConvAttributes {
  outputShape: number[];
  activation: FusedActivation;
}

export const transposedConv = defineKernel<Inputs, Attributes>(
  'AeTransposedConv',
  (context, { inputs: { x, filter, bias }, attrs }) => {
    const g = convGeometryOf(attrs.outputShape, filter.shape, attrs);
    return runFused(g.inChannels, { bias }, attrs, (options) => scatter(context, g, x, filter, options));
  },
);

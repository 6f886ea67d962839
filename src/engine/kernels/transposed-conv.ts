/** AeTransposedConv: activation(conv2dTranspose(x, filter) + bias) in one pass, at any stride. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { scatter } from './conv2d-backprop-input.ts';
import { convGeometryOf, type ConvAttributes } from './conv-geometry.ts';
import { defineKernel } from './define-kernel.ts';

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
  activation: 'linear' | 'relu';
}

export const transposedConv = defineKernel<Inputs, Attributes>(
  'AeTransposedConv',
  (context, { inputs: { x, filter, bias }, attrs }) => {
    const g = convGeometryOf(attrs.outputShape, filter.shape, attrs);
    return scatter(context, g, x, filter, { bias, relu: attrs.activation === 'relu' });
  },
);

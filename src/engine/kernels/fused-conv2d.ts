/** FusedConv2D: activation(conv(x, filter) + bias). */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { convGeometryOf, type ConvAttributes } from './conv-geometry.ts';
import { convolve } from './conv2d.ts';
import { defineKernel } from './define-kernel.ts';
import { runFused, type FusedAttributes, type FusedInputs } from './fused-epilogue.ts';

interface Inputs extends FusedInputs {
  x: TensorInfo;
  filter: TensorInfo;
}

export const fusedConv2d = defineKernel<Inputs, ConvAttributes & FusedAttributes>(
  'FusedConv2D',
  (context, { inputs, attrs }) => {
    const { x, filter } = inputs;
    const g = convGeometryOf(x.shape, filter.shape, attrs);
    return runFused(g.outChannels, inputs, attrs, (options) => convolve(context, g, x, filter, options));
  },
);

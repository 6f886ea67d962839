/**
 * AeConvFilterBiasGrad: back through conv(x, filter) + bias: x, dy → [dFilter, dBias]. Winograd's transform of dy has
 * the sums of its tiles, so the bias costs no pass of its own there.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { computeFilterGradient, type FilterGradientAttributes } from './conv2d-backprop-filter.ts';
import { convGeometryOf, outPixels } from './conv-geometry.ts';
import { defineKernel } from './define-kernel.ts';
import { floats } from './norm-factors.ts';
import { sumTree } from './sum-tree.ts';
import { runWinogradFilterGradient } from './winograd-conv2d.ts';
import { usesWinograd } from './winograd-plan.ts';

export const convFilterBiasGrad = defineKernel<{ x: TensorInfo; dy: TensorInfo }, FilterGradientAttributes>(
  'AeConvFilterBiasGrad',
  (context, { inputs, attrs }) => {
    const g = convGeometryOf(inputs.x.shape, attrs.filterShape, attrs);
    const dFilter = context.output(attrs.filterShape);
    const dBias = context.output([g.outChannels]);
    const [x, dy, target] = [inputs.x, inputs.dy, dFilter].map((tensor) => context.offset(tensor));
    if (usesWinograd(g)) {
      const sums = runWinogradFilterGradient(context, g, { x, dy, dFilter: target });
      floats(context, context.offset(dBias), g.outChannels).set(floats(context, sums, g.outChannels));
    } else {
      computeFilterGradient(context, g, { x, dy, target });
      sumTree(context, dy, context.offset(dBias), { outer: 1, count: outPixels(g), inner: g.outChannels });
    }
    return [dFilter, dBias];
  },
);

/** Conv2DBackpropFilter: dFilter from x and dy, as partial sums over chunks of pixels that are added in order. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ADD_PARTIALS, CONV_FILTER_GRADIENT } from './assembly/job-kinds.ts';
import { convGeometryOf, geometryWords, patchSize, type ConvAttributes } from './conv-geometry.ts';
import { planFilterGradient } from './conv-plan.ts';
import { defineKernel } from './define-kernel.ts';
import { runWinogradFilterGradient } from './winograd-conv2d.ts';
import { usesWinograd } from './winograd-plan.ts';

interface Attributes extends ConvAttributes {
  filterShape: [number, number, number, number];
}

/** Values that one part of the final sum adds up. */
const SUM_BLOCK = 4096;

export const conv2dBackpropFilter = defineKernel<{ x: TensorInfo; dy: TensorInfo }, Attributes>(
  'Conv2DBackpropFilter',
  (context, { inputs: { x, dy }, attrs }) => {
    const g = convGeometryOf(x.shape, attrs.filterShape, attrs);
    const dFilter = context.output(attrs.filterShape, 'float32');
    const target = context.offset(dFilter);
    if (usesWinograd(g)) {
      runWinogradFilterGradient(context, g, {
        x: context.offset(x),
        dy: context.offset(dy),
        dFilter: target,
      });
      return dFilter;
    }
    const size = patchSize(g) * g.outChannels;
    const { parts, chunkPixels, blockPixels, scratchBytes } = planFilterGradient(g);
    if (parts === 0) {
      new Float32Array(context.memory(), target, size).fill(0);
      return dFilter;
    }
    // A single chunk writes the result itself.
    const partials = parts === 1 ? target : context.workspace('partials', 4 * parts * size);
    context.run(
      CONV_FILTER_GRADIENT,
      parts,
      [...geometryWords(g), context.offset(x), context.offset(dy), partials, chunkPixels, blockPixels],
      scratchBytes,
    );
    if (parts > 1)
      context.run(ADD_PARTIALS, Math.ceil(size / SUM_BLOCK), [partials, parts, size, target, SUM_BLOCK]);
    return dFilter;
  },
);

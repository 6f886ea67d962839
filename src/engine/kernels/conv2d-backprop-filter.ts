/** Conv2DBackpropFilter: dFilter from x and dy, as partial sums over chunks of pixels that are added in order. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ADD_PARTIALS, CONV_FILTER_GRADIENT } from './assembly/job-kinds.ts';
import {
  convGeometryOf,
  geometryWords,
  patchSize,
  type ConvAttributes,
  type ConvGeometry,
} from './conv-geometry.ts';
import { planFilterGradient } from './conv-plan.ts';
import { defineKernel } from './define-kernel.ts';
import { runWindowFilterGradient } from './conv-windows.ts';
import type { KernelContext } from './kernel-context.ts';
import { usesWindowFilterGradient } from './window-plan.ts';
import { runWinogradFilterGradient } from './winograd-conv2d.ts';
import { usesWinograd } from './winograd-plan.ts';

export interface FilterGradientAttributes extends ConvAttributes {
  filterShape: [number, number, number, number];
}

/** Values that one part of the final sum adds up. */
const SUM_BLOCK = 4096;

/** Writes dFilter [filterHeight, filterWidth, inChannels, outChannels] to `target`. Offsets are bytes. */
export function computeFilterGradient(
  context: KernelContext,
  g: ConvGeometry,
  { x, dy, target }: { x: number; dy: number; target: number },
): void {
  if (usesWindowFilterGradient(g)) {
    runWindowFilterGradient(context, g, { x, dy, target });
    return;
  }
  const size = patchSize(g) * g.outChannels;
  const { parts, chunkPixels, blockPixels, scratchBytes } = planFilterGradient(g);
  if (parts === 0) {
    new Float32Array(context.memory(), target, size).fill(0);
    return;
  }
  // A single chunk writes the result itself.
  const partials = parts === 1 ? target : context.workspace('partials', 4 * parts * size);
  const words = [...geometryWords(g), x, dy, partials, chunkPixels, blockPixels];
  context.run(CONV_FILTER_GRADIENT, parts, words, scratchBytes);
  if (parts > 1)
    context.run(ADD_PARTIALS, Math.ceil(size / SUM_BLOCK), [partials, parts, size, target, SUM_BLOCK]);
}

export const conv2dBackpropFilter = defineKernel<{ x: TensorInfo; dy: TensorInfo }, FilterGradientAttributes>(
  'Conv2DBackpropFilter',
  (context, { inputs: { x, dy }, attrs }) => {
    const g = convGeometryOf(x.shape, attrs.filterShape, attrs);
    const dFilter = context.output(attrs.filterShape, 'float32');
    const [from, gradient, target] = [x, dy, dFilter].map((tensor) => context.offset(tensor));
    if (usesWinograd(g)) runWinogradFilterGradient(context, g, { x: from, dy: gradient, dFilter: target });
    else computeFilterGradient(context, g, { x: from, dy: gradient, target });
    return dFilter;
  },
);

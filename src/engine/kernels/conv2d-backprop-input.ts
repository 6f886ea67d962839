/**
 * Conv2DBackpropInput: dx from dy, which is also the forward pass of a transposed convolution. At stride 1 it is a
 * convolution with the turned filter; at other strides, and where x has few channels, each pixel of dy times the filter
 * is added into dx.
 */
import { backend, getKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { CONV_SCATTER } from './assembly/job-kinds.ts';
import {
  convGeometryOf,
  geometryWords,
  isUnitStride,
  type ConvAttributes,
  type ConvGeometry,
} from './conv-geometry.ts';
import { planScatter } from './conv-plan.ts';
import { runWindowScatter } from './conv-windows.ts';
import { convolveTurned } from './conv2d.ts';
import { defineKernel } from './define-kernel.ts';
import type { KernelContext } from './kernel-context.ts';
import { packScatteredFilter } from './pack-panels.ts';
import { usesPhases } from './window-plan.ts';

export interface InputGradientAttributes extends ConvAttributes {
  inputShape: number[];
}

/**
 * Few in channels are few columns of a turned filter, and the micro-kernel has eight: the filter times dy, taps × in
 * channels columns, wastes less (64→1 at 28×28, batch 256: 29 → 7 ms).
 */
function prefersScatter(g: ConvGeometry): boolean {
  const roundUp = (columns: number): number => Math.ceil(columns / 8) * 8;
  const taps = g.filterHeight * g.filterWidth;
  return !isUnitStride(g) || 2 * roundUp(taps * g.inChannels) <= taps * roundUp(g.inChannels);
}

/**
 * @param bias One value per in channel, added to dx, as a transposed convolution wants it.
 * @returns [batch, inHeight, inWidth, inChannels].
 */
export function scatter(
  context: KernelContext,
  g: ConvGeometry,
  dy: TensorInfo,
  filter: TensorInfo,
  { bias, relu = false }: { bias?: TensorInfo; relu?: boolean } = {},
): TensorInfo {
  const dx = context.output([g.batch, g.inHeight, g.inWidth, g.inChannels], 'float32');
  if (usesPhases(g)) {
    const [from, kernel, to] = [dy, filter, dx].map((tensor) => context.offset(tensor));
    const offsets = { dy: from, filter: kernel, bias: bias ? context.offset(bias) : 0, dx: to };
    runWindowScatter(context, g, offsets, relu);
    return dx;
  }
  const { packed } = packScatteredFilter(context, g, context.offset(filter));
  const { bandRows, scratchBytes } = planScatter(g);
  const biasOffset = bias ? context.offset(bias) : 0;
  const tensors = [context.offset(dy), packed, context.offset(dx)];
  const words = [...geometryWords(g), ...tensors, bandRows, biasOffset, relu ? 1 : 0];
  context.run(CONV_SCATTER, g.batch, words, scratchBytes);
  return dx;
}

/** conv2dTranspose may ask for fewer pixels than its input reaches; what is beyond them has no say, as on `cpu`. */
function cropped(dy: TensorInfo, size: number[]): TensorInfo {
  if (dy.shape.join() === size.join()) return dy;
  const { kernelFunc } = getKernel('Slice', 'wasm');
  const attrs = { begin: [0, 0, 0, 0], size };
  return kernelFunc({ inputs: { x: dy }, attrs, backend: backend() }) as TensorInfo;
}

export const conv2dBackpropInput = defineKernel<
  { dy: TensorInfo; filter: TensorInfo },
  InputGradientAttributes
>('Conv2DBackpropInput', (context, { inputs: { dy, filter }, attrs }) => {
  const g = convGeometryOf(attrs.inputShape, filter.shape, attrs);
  const needed = cropped(dy, [g.batch, g.outHeight, g.outWidth, g.outChannels]);
  const dx = prefersScatter(g)
    ? scatter(context, g, needed, filter)
    : convolveTurned(context, g, needed, filter);
  if (needed !== dy) backend().disposeData(needed.dataId);
  return dx;
});

/** Conv2D: y = conv(x, filter), and the forward pass that the fused kernel and the input gradient share with it. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { CONV_FORWARD } from './assembly/job-kinds.ts';
import {
  convGeometryOf,
  geometryWords,
  turnGeometry,
  type ConvAttributes,
  type ConvGeometry,
} from './conv-geometry.ts';
import { planForward } from './conv-plan.ts';
import { defineKernel } from './define-kernel.ts';
import type { KernelContext } from './kernel-context.ts';
import { packFilter, packTurnedFilter, type Panels } from './pack-panels.ts';
import { runWinogradForward } from './winograd-conv2d.ts';
import { runWindowForward } from './conv-windows.ts';
import { usesWindows } from './window-plan.ts';
import { usesWinograd } from './winograd-plan.ts';

interface ForwardOptions {
  /** One value per out channel. */
  bias?: TensorInfo;
  relu?: boolean;
}

/** @returns [batch, outHeight, outWidth, outChannels]. */
export function convolve(
  context: KernelContext,
  g: ConvGeometry,
  x: TensorInfo,
  filter: TensorInfo,
  { bias, relu = false }: ForwardOptions = {},
): TensorInfo {
  const y = context.output([g.batch, g.outHeight, g.outWidth, g.outChannels], 'float32');
  const biasOffset = bias ? context.offset(bias) : 0;
  if (usesWinograd(g)) {
    const offsets = {
      x: context.offset(x),
      filter: context.offset(filter),
      bias: biasOffset,
      y: context.offset(y),
    };
    runWinogradForward(context, g, offsets, { relu });
    return y;
  }
  if (usesWindows(g)) {
    const [from, kernel, to] = [x, filter, y].map((tensor) => context.offset(tensor));
    runWindowForward(context, g, { x: from, filter: kernel, bias: biasOffset, y: to }, { relu });
    return y;
  }
  // One out channel: the filter is a vector already, in the order of the patches.
  const isVector = g.outChannels === 1;
  const panels = isVector
    ? { packed: context.offset(filter), bias: biasOffset }
    : packFilter(context, g, context.offset(filter), biasOffset);
  runForward(context, g, context.offset(x), panels, context.offset(y), { relu, isVector });
  return y;
}

/** Input gradient at stride 1; `g` is the forward geometry. @returns [batch, inHeight, inWidth, inChannels]. */
export function convolveTurned(
  context: KernelContext,
  g: ConvGeometry,
  dy: TensorInfo,
  filter: TensorInfo,
): TensorInfo {
  const dx = context.output([g.batch, g.inHeight, g.inWidth, g.inChannels], 'float32');
  const turned = turnGeometry(g);
  if (usesWinograd(turned)) {
    const offsets = { x: context.offset(dy), filter: context.offset(filter), bias: 0, y: context.offset(dx) };
    runWinogradForward(context, turned, offsets, { turned: true });
    return dx;
  }
  if (usesWindows(turned)) {
    const offsets = { x: context.offset(dy), filter: context.offset(filter), bias: 0, y: context.offset(dx) };
    runWindowForward(context, turned, offsets, { forward: g });
    return dx;
  }
  // A panel of one column has seven idle ones; a plain vector would need a turned copy.
  const panels = packTurnedFilter(context, g, context.offset(filter));
  runForward(context, turned, context.offset(dy), panels, context.offset(dx), {});
  return dx;
}

function runForward(
  context: KernelContext,
  g: ConvGeometry,
  x: number,
  panels: Pick<Panels, 'packed' | 'bias'>,
  y: number,
  { relu = false, isVector = false },
): void {
  const { blockPixels, parts, scratchBytes } = planForward(g);
  context.run(
    CONV_FORWARD,
    parts,
    [...geometryWords(g), x, panels.packed, panels.bias, y, relu ? 1 : 0, isVector ? 1 : 0, blockPixels],
    scratchBytes,
  );
}

export const conv2d = defineKernel<{ x: TensorInfo; filter: TensorInfo }, ConvAttributes>(
  'Conv2D',
  (context, { inputs: { x, filter }, attrs }) =>
    convolve(context, convGeometryOf(x.shape, filter.shape, attrs), x, filter),
);

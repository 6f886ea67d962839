/**
 * Conv2DBackpropInput: dx from dy, which is also the forward pass of a transposed convolution. At stride 1 it is a
 * convolution with the turned filter; at other strides each pixel of dy times the filter is added into dx.
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
import { convolveTurned } from './conv2d.ts';
import { defineKernel } from './define-kernel.ts';
import type { KernelContext } from './kernel-context.ts';
import { packPanels } from './pack-panels.ts';

interface Attributes extends ConvAttributes {
  inputShape: number[];
}

/** @returns [batch, inHeight, inWidth, inChannels]. */
function scatter(context: KernelContext, g: ConvGeometry, dy: TensorInfo, filter: TensorInfo): TensorInfo {
  const dx = context.output([g.batch, g.inHeight, g.inWidth, g.inChannels], 'float32');
  const { packed } = packPanels(context, {
    source: context.offset(filter),
    taps: 1,
    tapK: g.outChannels,
    n: g.filterHeight * g.filterWidth * g.inChannels,
    tapStride: 0,
    kStride: 1,
    nStride: g.outChannels,
  });
  const { bandRows, scratchBytes } = planScatter(g);
  const words = [...geometryWords(g), context.offset(dy), packed, context.offset(dx), bandRows];
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

export const conv2dBackpropInput = defineKernel<{ dy: TensorInfo; filter: TensorInfo }, Attributes>(
  'Conv2DBackpropInput',
  (context, { inputs: { dy, filter }, attrs }) => {
    const g = convGeometryOf(attrs.inputShape, filter.shape, attrs);
    const needed = cropped(dy, [g.batch, g.outHeight, g.outWidth, g.outChannels]);
    const dx = isUnitStride(g)
      ? convolveTurned(context, g, needed, filter)
      : scatter(context, g, needed, filter);
    if (needed !== dy) backend().disposeData(needed.dataId);
    return dx;
  },
);

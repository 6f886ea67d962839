/**
 * Back through relu(conv(x, filter) + bias) with one in channel, 3×3, stride 1 (assembly/conv/thin-gradient.ts):
 * AeThinConvFilterGrad: x, dy, y → [dFilter, dBias]; AeThinConvInputGrad: dy, y, filter → dx.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { THIN_FILTER_GRADIENT, THIN_INPUT_GRADIENT } from './assembly/job-kinds.ts';
import type { InputGradientAttributes } from './conv2d-backprop-input.ts';
import type { FilterGradientAttributes } from './conv2d-backprop-filter.ts';
import { convGeometryOf, geometryWords, type ConvGeometry } from './conv-geometry.ts';
import { TILE_BYTES } from './conv-plan.ts';
import { defineKernel } from './define-kernel.ts';
import { floats } from './norm-factors.ts';
import { packScatteredFilter } from './pack-panels.ts';
import { sumTree } from './sum-tree.ts';

/** dFilter's nine taps and dBias. */
const SUM_ROWS = 10;
const PATCH_BYTES = 64;

function checkThin(g: ConvGeometry): void {
  const isThin = g.inChannels === 1 && g.filterHeight === 3 && g.filterWidth === 3;
  if (
    !isThin ||
    g.strideHeight !== 1 ||
    g.strideWidth !== 1 ||
    g.dilationHeight !== 1 ||
    g.dilationWidth !== 1
  )
    throw new TypeError(
      `Expected a 3×3 convolution of one channel at stride 1, but found ${g.filterHeight}×${g.filterWidth} ` +
        `of ${g.inChannels} at stride ${g.strideHeight}×${g.strideWidth}`,
    );
}

export const thinConvFilterGrad = defineKernel<
  { x: TensorInfo; dy: TensorInfo; y: TensorInfo },
  FilterGradientAttributes
>('AeThinConvFilterGrad', (context, { inputs, attrs }) => {
  const g = convGeometryOf(inputs.x.shape, attrs.filterShape, attrs);
  checkThin(g);
  const dFilter = context.output(attrs.filterShape);
  const dBias = context.output([g.outChannels]);
  const rowFloats = SUM_ROWS * g.outChannels;
  const partials = context.workspace('partials', 4 * g.batch * rowFloats);
  const total = context.workspace('thin-sums', 4 * rowFloats);
  const [x, dy, y] = [inputs.x, inputs.dy, inputs.y].map((tensor) => context.offset(tensor));
  const scratchBytes = g.outWidth * (PATCH_BYTES + 4 * g.outChannels);
  context.run(THIN_FILTER_GRADIENT, g.batch, [...geometryWords(g), dy, y, x, partials], scratchBytes);
  sumTree(context, partials, total, { outer: 1, count: g.batch, inner: rowFloats });
  const sums = floats(context, total, rowFloats);
  floats(context, context.offset(dFilter), 9 * g.outChannels).set(sums.subarray(0, 9 * g.outChannels));
  floats(context, context.offset(dBias), g.outChannels).set(sums.subarray(9 * g.outChannels));
  return [dFilter, dBias];
});

export const thinConvInputGrad = defineKernel<
  { dy: TensorInfo; y: TensorInfo; filter: TensorInfo },
  InputGradientAttributes
>('AeThinConvInputGrad', (context, { inputs, attrs }) => {
  const g = convGeometryOf(attrs.inputShape, inputs.filter.shape, attrs);
  checkThin(g);
  const dx = context.output(attrs.inputShape);
  const filter = context.offset(inputs.filter);
  // The first panel of eight taps is used; the ninth tap lies in the filter as it is wanted.
  const { packed } = packScatteredFilter(context, g, filter);
  const ninth = filter + 4 * 8 * g.outChannels;
  const words = [context.offset(inputs.dy), context.offset(inputs.y), packed, ninth, context.offset(dx)];
  const scratchBytes = TILE_BYTES + 4 * g.outWidth * (9 + 1 + g.outChannels);
  context.run(THIN_INPUT_GRADIENT, g.batch, [...geometryWords(g), ...words], scratchBytes);
  return dx;
});

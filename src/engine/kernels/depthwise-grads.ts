/** DepthwiseConv2dNativeBackpropInput and …BackpropFilter, which tfjs' wasm backend lacks. */
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { DEPTHWISE_FILTER_GRADIENT, DEPTHWISE_INPUT_GRADIENT } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { windowWords } from './pool-geometry.ts';
import { sumTree } from './sum-tree.ts';

type Shape = [number, number, number, number];

interface DepthwiseAttributes {
  strides: number | [number, number];
  dilations?: number | [number, number];
  pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

function geometryOf(inShape: number[], filterShape: number[], attrs: DepthwiseAttributes) {
  const info = backend_util.computeConv2DInfo(
    inShape as Shape,
    filterShape as Shape,
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    true,
  );
  return { batch: info.batchSize, words: [...windowWords(info), filterShape[3]] };
}

export const depthwiseBackpropInput = defineKernel<
  { dy: TensorInfo; filter: TensorInfo },
  DepthwiseAttributes & { inputShape: Shape }
>('DepthwiseConv2dNativeBackpropInput', (context, { inputs: { dy, filter }, attrs }) => {
  const { batch, words } = geometryOf(attrs.inputShape, filter.shape, attrs);
  const dx = context.output(attrs.inputShape);
  const tensors = [dx, dy, filter].map((tensor) => context.offset(tensor));
  context.run(DEPTHWISE_INPUT_GRADIENT, batch, [...tensors, ...words]);
  return dx;
});

export const depthwiseBackpropFilter = defineKernel<
  { x: TensorInfo; dy: TensorInfo },
  DepthwiseAttributes & { filterShape: Shape }
>('DepthwiseConv2dNativeBackpropFilter', (context, { inputs: { x, dy }, attrs }) => {
  const { batch, words } = geometryOf(x.shape, attrs.filterShape, attrs);
  const size = attrs.filterShape.reduce((product, length) => product * length, 1);
  const dFilter = context.output(attrs.filterShape);
  const partials = context.workspace('partials', 4 * batch * size);
  context.run(DEPTHWISE_FILTER_GRADIENT, batch, [context.offset(x), context.offset(dy), partials, ...words]);
  sumTree(context, partials, context.offset(dFilter), { outer: 1, count: batch, inner: size });
  return dFilter;
});

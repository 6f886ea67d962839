/**
 * The pack for browsers without SIMD: what a training step needs and the stock `wasm` backend lacks or gets wrong, by
 * the slow references. Everything else is left to the stock kernels, and fused ops to public ones.
 */
import { util, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { TensorMemory, type WasmBackend } from '../wasm/index.ts';
import { convGeometryOf, type ConvAttributes } from './conv-geometry.ts';
import { poolGeometryOf, type PoolAttributes } from './pool-geometry.ts';
import { conv2dBackpropFilterReference } from './reference/conv2d-backprop-filter.ts';
import { maxPoolGradReference, maxPoolReference } from './reference/max-pool.ts';

type Read = (tensor: TensorInfo) => Float32Array;
type Values = { shape: number[]; values: ArrayLike<number> };
type FilterAttributes = ConvAttributes & { filterShape: [number, number, number, number] };

export const referenceKernels: KernelConfig[] = [
  defineReferenceKernel<{ x: TensorInfo; dy: TensorInfo }, FilterAttributes>(
    'Conv2DBackpropFilter',
    (read, { x, dy }, attrs) => ({
      shape: attrs.filterShape,
      values: conv2dBackpropFilterReference(
        convGeometryOf(x.shape, attrs.filterShape, attrs),
        read(x),
        read(dy),
      ),
    }),
  ),
  defineReferenceKernel<{ x: TensorInfo }, PoolAttributes>('MaxPool', (read, { x }, attrs) => {
    const info = poolGeometryOf(x.shape, attrs);
    return { shape: info.outShape, values: maxPoolReference(info, read(x)) };
  }),
  defineReferenceKernel<{ dy: TensorInfo; input: TensorInfo }, PoolAttributes>(
    'MaxPoolGrad',
    (read, { dy, input }, attrs) => ({
      shape: input.shape,
      values: maxPoolGradReference(poolGeometryOf(input.shape, attrs), read(input), read(dy)),
    }),
  ),
];

function defineReferenceKernel<Inputs, Attributes>(
  kernelName: string,
  compute: (read: Read, inputs: Inputs, attrs: Attributes) => Values,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const memory = new TensorMemory(backend as WasmBackend);
      const view: Read = (tensor) =>
        new Float32Array(memory.buffer, memory.offset(tensor), util.sizeFromShape(tensor.shape));
      const { shape, values } = compute(view, inputs as Inputs, attrs as Attributes);
      const output = memory.output(shape, 'float32');
      view(output).set(values);
      return output;
    },
  };
}

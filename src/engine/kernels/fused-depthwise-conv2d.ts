/**
 * FusedDepthwiseConv2D with a bias of any shape that broadcasts: tfjs' own takes one per channel only, but tfjs' op
 * gives it others too. Those are added by the backend's Add, and the activation follows; all else stays with tfjs' own.
 */
import {
  getKernel,
  registerKernel,
  unregisterKernel,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { runFused, type FusedAttributes, type FusedInputs } from './fused-epilogue.ts';

interface Inputs extends FusedInputs {
  x: TensorInfo;
  filter: TensorInfo;
}

const NAME = 'FusedDepthwiseConv2D';
let stock: KernelConfig | undefined;

export function widenFusedDepthwiseConv2d(): void {
  const found: KernelConfig | undefined = getKernel(NAME, 'wasm');
  if (stock || !found) return;
  stock = found;
  const { kernelFunc } = found;
  unregisterKernel(NAME, 'wasm');
  registerKernel({
    ...found,
    kernelFunc: (call) => {
      const { bias, ...inputs } = call.inputs as unknown as Inputs;
      if (!bias || bias.shape.length === 1) return kernelFunc(call);
      const attrs = call.attrs as FusedAttributes & object;
      const linear = () =>
        kernelFunc({
          ...call,
          inputs: { x: inputs.x, filter: inputs.filter },
          attrs: { ...call.attrs, activation: 'linear' },
        }) as TensorInfo;
      // No number of channels: the bias is never handed to the product.
      return runFused(NaN, { ...inputs, bias }, attrs, linear);
    },
  });
}

/** The one list of kernels that we add to tfjs' wasm backend, or put in place of its own. */
import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { batchMatMul } from './batch-mat-mul.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { conv2d } from './conv2d.ts';
import { fusedConv2d } from './fused-conv2d.ts';
import { fusedMatMul } from './fused-mat-mul.ts';

const kernels: KernelConfig[] = [
  batchMatMul,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  fusedConv2d,
  fusedMatMul,
];

export function registerKernels(): void {
  for (const kernel of kernels) {
    if (getKernel(kernel.kernelName, 'wasm')) unregisterKernel(kernel.kernelName, 'wasm');
    registerKernel(kernel);
  }
}

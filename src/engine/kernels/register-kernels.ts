/** The one list of kernels that we add to tfjs' wasm backend, or put in place of its own. */
import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';

const kernels: KernelConfig[] = [];

export function registerKernels(): void {
  for (const kernel of kernels) {
    if (getKernel(kernel.kernelName, 'wasm')) unregisterKernel(kernel.kernelName, 'wasm');
    registerKernel(kernel);
  }
}

/** Binds an adaptor to the backend instance it is called with; tfjs builds and disposes those at will. */
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../wasm/index.ts';
import { KernelContext, type KernelPackOptions } from './kernel-context.ts';

export interface KernelArguments<Inputs, Attributes> {
  inputs: Inputs;
  attrs: Attributes;
}

let packOptions: KernelPackOptions | undefined;
/** By Emscripten module: a backend that is built anew has a new one, and needs threads on its new memory. */
const contexts = new WeakMap<object, KernelContext>();

export function setPackOptions(options: KernelPackOptions): void {
  packOptions = options;
}

export function contextOf(backend: WasmBackend): KernelContext {
  if (!backend.wasm) throw new Error('Expected a running wasm backend, but found one that was disposed');
  let context = contexts.get(backend.wasm);
  if (!context) {
    if (!packOptions) throw new Error('Expected registerTrainingKernels() to have finished');
    context = new KernelContext(backend, packOptions);
    contexts.set(backend.wasm, context);
  }
  return context;
}

/** Ends the threads of a backend that is going away. */
export function disposeContext(backend: WasmBackend): void {
  if (!backend.wasm) return;
  contexts.get(backend.wasm)?.pool.dispose();
  contexts.delete(backend.wasm);
}

export function defineKernel<Inputs extends object, Attributes extends object>(
  kernelName: string,
  compute: (context: KernelContext, call: KernelArguments<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) =>
      compute(contextOf(backend as WasmBackend), {
        inputs: inputs as unknown as Inputs,
        attrs: attrs as unknown as Attributes,
      }),
    disposeFunc: (backend) => disposeContext(backend as WasmBackend),
  };
}

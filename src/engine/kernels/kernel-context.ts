/** What a kernel's adaptor works with: jobs, workspace and tensors of ONE backend instance. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { TensorMemory, type WasmBackend } from '../wasm/index.ts';
import { JobRunner, type KernelPackOptions } from './job-runner.ts';

export { floatBits, type KernelPackOptions } from './job-runner.ts';

export class KernelContext extends JobRunner {
  private readonly tensors: TensorMemory;

  constructor(backend: WasmBackend, options: KernelPackOptions) {
    const tensors = new TensorMemory(backend);
    super(tensors, options);
    this.tensors = tensors;
  }

  offset(tensor: TensorInfo): number {
    return this.tensors.offset(tensor);
  }

  /** A new tensor with unspecified contents. */
  output(shape: number[], dtype: 'float32' | 'int32' = 'float32'): TensorInfo {
    return this.tensors.output(shape, dtype);
  }

  /** Another tensor on the same bytes. */
  share(tensor: TensorInfo): TensorInfo {
    return this.tensors.share(tensor);
  }
}

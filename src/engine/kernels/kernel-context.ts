/** What a kernel's adaptor works with: jobs, workspace and tensors of ONE backend instance. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ScratchArena, TensorMemory, ThreadPool, type WasmBackend } from '../wasm/index.ts';

/** The longest job: 64 words. */
const JOB_BYTES = 256;

export interface KernelPackOptions {
  module: WebAssembly.Module;
  threads: number;
  threadUrl: string;
}

export class KernelContext {
  readonly pool: ThreadPool;
  private readonly tensors: TensorMemory;
  private readonly arena: ScratchArena;
  private readonly job: number;

  constructor(backend: WasmBackend, options: KernelPackOptions) {
    this.tensors = new TensorMemory(backend);
    this.arena = new ScratchArena(this.tensors);
    this.pool = new ThreadPool(this.tensors, options.module, options.threads, options.threadUrl);
    this.job = this.arena.block('job', JOB_BYTES);
  }

  /**
   * Runs one job to its end on all threads.
   * @param words The kernel's own parameters, int32 each (floats by `floatBits`); word 2 and on of the job.
   * @param scratchBytes Scratch of each thread.
   */
  run(kind: number, parts: number, words: readonly number[], scratchBytes = 0): void {
    const job = new Int32Array(this.tensors.buffer, this.job, JOB_BYTES / 4);
    job[0] = kind;
    job[1] = parts;
    job.set(words, 2);
    this.pool.run(this.job, parts, scratchBytes);
  }

  /** Byte offset of a block that is kept from call to call, aligned to 64; valid until asked for in a larger size. */
  workspace(name: string, bytes: number): number {
    return this.arena.block(name, bytes);
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

  /** The heap as it is now; ask again after anything that may allocate. */
  memory(): ArrayBufferLike {
    return this.tensors.buffer;
  }

  /** Bytes of workspace taken so far, threads' scratch left out. */
  get workspaceBytes(): number {
    return this.arena.totalBytes;
  }
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The int32 word with the bits of a float32. */
export function floatBits(value: number): number {
  float[0] = value;
  return bits[0];
}

/** Runs jobs of our module on one memory, tfjs' or our own, with a pool of threads. */
import { ScratchArena, ThreadPool, type KernelMemory } from '../wasm/index.ts';

/** The longest job: 64 words. */
const JOB_BYTES = 256;

export interface KernelPackOptions {
  module: WebAssembly.Module;
  threads: number;
  threadUrl: string;
}

export class JobRunner {
  readonly pool: ThreadPool;
  private readonly blocks: KernelMemory;
  private readonly arena: ScratchArena;
  private readonly job: number;

  constructor(memory: KernelMemory, options: KernelPackOptions) {
    this.blocks = memory;
    this.arena = new ScratchArena(memory);
    this.pool = new ThreadPool(memory, options.module, options.threads, options.threadUrl);
    this.job = this.arena.block('job', JOB_BYTES);
  }

  /**
   * Runs one job to its end on all threads.
   * @param words The kernel's own parameters, int32 each (floats by `floatBits`); word 2 and on of the job.
   * @param scratchBytes Scratch of each thread.
   */
  run(kind: number, parts: number, words: readonly number[], scratchBytes = 0): void {
    const job = new Int32Array(this.blocks.buffer, this.job, JOB_BYTES / 4);
    job[0] = kind;
    job[1] = parts;
    job.set(words, 2);
    this.pool.run(this.job, parts, scratchBytes);
  }

  /** Byte offset of a block that is kept from call to call, aligned to 64; valid until asked for in a larger size. */
  workspace(name: string, bytes: number): number {
    return this.arena.block(name, bytes);
  }

  /** Byte offset of a block of the caller's own, aligned to 8 at least; to be freed. */
  allocate(bytes: number): number {
    return this.blocks.allocate(bytes);
  }

  free(offset: number): void {
    this.blocks.free(offset);
  }

  /** Ask anew after anything that may have allocated. */
  memory(): ArrayBufferLike {
    return this.blocks.buffer;
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

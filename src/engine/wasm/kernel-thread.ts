/** The life of one thread of the kernel pool, in a worker of its own. */
import { DONE, FAILED } from './control-block.ts';
import { instantiateKernels } from './kernel-module.ts';

/** What a thread's worker is told once. */
export interface ThreadStart {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  /** Byte offset of the pool's control block. */
  control: number;
  /** 1 and up; 0 is the caller. */
  thread: number;
}

/** Works until the pool says stop. A trap is told to the caller, who would otherwise wait for this thread's part. */
export function runKernelThread({ module, memory, control, thread }: ThreadStart): void {
  try {
    instantiateKernels(module, memory).run_thread(control, thread);
  } catch (error) {
    const words = new Int32Array(memory.buffer);
    Atomics.store(words, (control + FAILED) / 4, 1);
    Atomics.notify(words, (control + DONE) / 4);
    throw error;
  }
}

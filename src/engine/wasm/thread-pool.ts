/**
 * Our own threads: workers that hold the same module on the same memory and sleep until there is a job.
 * The caller works too, so a pool of one is no pool, and a thread that is late or gone only makes things slower.
 * The protocol is in kernels/assembly/threads.ts.
 */
import { CONTROL_BYTES, GENERATION, PATIENCE, SCRATCH, SCRATCH_BYTES, STOP } from './control-block.ts';
import { instantiateKernels, type KernelExports } from './kernel-module.ts';
import type { ThreadStart } from './kernel-thread.ts';
import type { KernelMemory } from './kernel-memory.ts';

/** A part takes milliseconds; so long without any finished part, and a thread is dead. */
const patienceSeconds = 30;

export class ThreadPool {
  /** Resolves when every thread works, or after some failed to start; never rejects. */
  readonly ready: Promise<void>;
  private readonly kernels: KernelExports;
  private readonly memory: KernelMemory;
  private readonly control: number;
  private readonly threads: number;
  private readonly workers: Worker[] = [];
  private scratch = { offset: 0, bytes: 0 };
  private running = 1;
  private broken = false;

  /** @param patience seconds without a finished part after which a job fails because a thread must have died */
  constructor(
    memory: KernelMemory,
    module: WebAssembly.Module,
    threads: number,
    workerUrl: string,
    patience = patienceSeconds,
  ) {
    this.memory = memory;
    this.threads = memory.shared ? threads : 1;
    this.kernels = instantiateKernels(module, memory.memory);
    this.control = memory.allocate(CONTROL_BYTES);
    new Uint8Array(memory.buffer, this.control, CONTROL_BYTES).fill(0);
    new Int32Array(memory.buffer)[(this.control + PATIENCE) / 4] = patience;
    const starts: Promise<void>[] = [];
    for (let thread = 1; thread < this.threads; thread++)
      starts.push(
        this.startThread(workerUrl, { module, memory: memory.memory, control: this.control, thread }),
      );
    this.ready = Promise.all(starts).then(() => undefined);
  }

  /** Threads at work, the caller included. */
  get size(): number {
    return this.running;
  }

  /**
   * Runs one job to its end. `job` is the offset of its words; each thread gets `scratchBytes` of its own.
   * @throws {Error} If a thread died on the way; the outputs are then undefined and the pool is of no more use.
   */
  run(job: number, parts: number, scratchBytes: number): void {
    if (parts <= 0) return;
    if (this.broken) throw new Error('Expected working threads, but one died; start the backend again');
    if (scratchBytes > this.scratch.bytes) this.growScratch(scratchBytes);
    // Until it is done: where the caller's own part traps, others may still be at theirs.
    this.broken = true;
    if (this.kernels.run_job(this.control, job, parts) !== 0)
      throw new Error(
        'Expected every thread to finish its part of a kernel, but one died; start the backend again',
      );
    this.broken = false;
  }

  /** Lets the threads return, and ends those that do not. */
  dispose(): void {
    if (this.workers.length === 0) return;
    const words = new Int32Array(this.memory.buffer);
    Atomics.store(words, (this.control + STOP) / 4, 1);
    Atomics.add(words, (this.control + GENERATION) / 4, 1);
    Atomics.notify(words, (this.control + GENERATION) / 4);
    for (const worker of this.workers) worker.terminate();
    this.workers.length = 0;
    this.running = 1;
  }

  private growScratch(bytes: number): void {
    if (this.scratch.offset) this.memory.free(this.scratch.offset);
    this.scratch = { offset: 0, bytes: 0 };
    // Between jobs no thread touches scratch; 4 KiB apart so that two threads never share a line or a page.
    const stride = Math.ceil(bytes / 4096) * 4096;
    const offset = this.memory.allocate(stride * this.threads + 64);
    this.scratch = { offset, bytes: stride };
    const words = new Int32Array(this.memory.buffer);
    words[(this.control + SCRATCH) / 4] = Math.ceil(offset / 64) * 64;
    words[(this.control + SCRATCH_BYTES) / 4] = stride;
  }

  private startThread(url: string, start: ThreadStart): Promise<void> {
    return new Promise((resolve) => {
      let worker: Worker;
      try {
        worker = spawnClassicWorker(url);
      } catch {
        resolve();
        return;
      }
      this.workers.push(worker);
      worker.onmessage = () => {
        this.running++;
        resolve();
      };
      worker.onerror = () => resolve();
      // A worker that never answers must not keep the backend waiting; should it come later, it is welcome.
      setTimeout(resolve, 5000);
      worker.postMessage(start);
    });
  }
}

/** A worker script must be of the page's origin; one from elsewhere is pulled in by a blob that is. */
function spawnClassicWorker(url: string): Worker {
  if (new URL(url).origin === globalThis.location.origin) return new Worker(url);
  const blob = URL.createObjectURL(
    new Blob([`importScripts(${JSON.stringify(url)})`], { type: 'text/javascript' }),
  );
  const worker = new Worker(blob);
  URL.revokeObjectURL(blob);
  return worker;
}

/** Our kernels without tfjs, on a memory of their own: for workers that train nothing. */
import { loadKernelModule, OwnMemory, probeWasmFeatures } from '../wasm/index.ts';
import { JobRunner } from './job-runner.ts';

export interface OwnKernels {
  /** On all threads. */
  all: JobRunner;
  /** On the calling thread alone, for when others need the cores. Works on the same memory. */
  one: JobRunner;
}

export interface OwnKernelOptions {
  /** Folder that holds `wasm/` and `kernel-thread.worker.js`; absolute, ends with a slash. */
  baseUrl: string;
  /** Default: one per core; one where memory is not shared. */
  threads?: number;
  /** Leave out relaxed SIMD, whose rounding differs between machines. */
  deterministic?: boolean;
}

/**
 * Resolves with undefined where the browser has no SIMD.
 * @throws {Error} If the kernels cannot be fetched.
 */
export async function startOwnKernels(options: OwnKernelOptions): Promise<OwnKernels | undefined> {
  const features = probeWasmFeatures();
  if (!features.simd) return undefined;
  const threads = options.threads ?? globalThis.navigator.hardwareConcurrency ?? 1;
  if (!(threads >= 1)) throw new RangeError(`expected at least 1 thread, found ${threads}`);
  const shared = features.sharedMemory && !('window' in globalThis);
  const relaxed = features.relaxedSimd && options.deterministic !== true;
  const module = await loadKernelModule(options.baseUrl, { shared, relaxed });
  const memory = new OwnMemory(shared);
  const threadUrl = `${options.baseUrl}kernel-thread.worker.js`;
  const all = new JobRunner(memory, { module, threads: Math.floor(threads), threadUrl });
  await all.pool.ready;
  return { all, one: new JobRunner(memory, { module, threads: 1, threadUrl }) };
}

/** Makes any tfjs model trainable on the `wasm` backend. */
import { backend, env, getBackend } from '@tensorflow/tfjs-core';
// tfjs-layers brings the gradients with it; a program on tfjs-core alone would have none.
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import { loadKernelModule, probeWasmFeatures, TensorMemory, type WasmBackend } from '../wasm/index.ts';
import { contextOf, setPackOptions } from './define-kernel.ts';
import { registerKernels } from './register-kernels.ts';

export interface TrainingKernelOptions {
  /** Threads that kernels run on, the calling one included; default: one per core. One where memory is not shared. */
  threads?: number;
  /** Leave out relaxed SIMD, whose rounding differs between machines; slower. */
  deterministic?: boolean;
  /** Folder that holds `wasm/` and `kernel-thread.worker.js`, with a slash at its end; default: where this file is. */
  baseUrl?: string;
}

export interface TrainingKernels {
  /** Without it training is some hundred times slower: see reference-kernels.ts. */
  simd: boolean;
  relaxedSimd: boolean;
  threads: number;
}

/**
 * Registers our kernels on the running `wasm` backend; to be called once `tf.setBackend('wasm')` is done.
 * They live on when the backend is disposed and built again.
 *
 * @throws {Error} If another backend is running or if the kernels cannot be fetched.
 */
export async function registerTrainingKernels(options: TrainingKernelOptions = {}): Promise<TrainingKernels> {
  if (getBackend() !== 'wasm')
    throw new Error(
      `Expected tf.setBackend('wasm') to have finished, but found the backend '${getBackend()}'`,
    );
  const features = probeWasmFeatures();
  const threads = Math.floor(options.threads ?? globalThis.navigator.hardwareConcurrency ?? 1);
  if (!(threads >= 1)) throw new RangeError(`Expected at least 1 thread, but found ${options.threads}`);

  // tfjs' own flag, so that a program which turns SIMD off there has none here either.
  if (!features.simd || !env().getBool('WASM_HAS_SIMD_SUPPORT')) {
    registerKernels(false);
    return { simd: false, relaxedSimd: false, threads: 1 };
  }
  const wasmBackend = backend() as unknown as WasmBackend;
  const shared = new TensorMemory(wasmBackend).shared;
  const relaxed = features.relaxedSimd && options.deterministic !== true;
  const baseUrl = new URL(options.baseUrl ?? '.', import.meta.url).href;
  setPackOptions({
    module: await loadKernelModule(baseUrl, { shared, relaxed }),
    // A window may not wait; only workers can hand parts to others.
    threads: shared && canWait() ? threads : 1,
    threadUrl: `${baseUrl}kernel-thread.worker.js`,
  });
  registerKernels(true);
  const { pool } = contextOf(wasmBackend);
  await pool.ready;
  return { simd: true, relaxedSimd: relaxed, threads: pool.size };
}

function canWait(): boolean {
  return !('window' in globalThis);
}

/** Starts tfjs' wasm backend and puts our kernels on it: the one place where the two meet. */
import { env, setBackend } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from './kernels/index.ts';
import { loadKernelModule, probeWasmFeatures } from './wasm/index.ts';

export interface BackendOptions {
  /** Folder that holds `wasm/` and `kernel-thread.worker.js`; absolute, ends with a slash. */
  baseUrl: string;
  /** Default: one per core. */
  threads?: number;
  /** Same bits on every machine, at some cost in speed. */
  deterministic?: boolean;
}

export interface BackendCapabilities {
  simd: boolean;
  relaxedSimd: boolean;
  threads: number;
  crossOriginIsolated: boolean;
}

/**
 * @throws {Error} If the `.wasm` files cannot be fetched.
 */
export async function startBackend(options: BackendOptions): Promise<BackendCapabilities> {
  setWasmPaths(`${options.baseUrl}wasm/`);
  compileKernelsAhead(options);
  if (!(await startWasm())) {
    // A threaded start that fails (no nested workers, a policy against blobs) is no reason not to train.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (!(await startWasm()))
      throw new Error(`Expected tfjs' .wasm files in ${options.baseUrl}wasm/, but the backend did not start`);
  }
  const kernels = await registerTrainingKernels(options);
  return { ...kernels, crossOriginIsolated: globalThis.crossOriginIsolated === true };
}

/** While tfjs starts; what this cannot foresee or fetch, `registerTrainingKernels` finds out and tells. */
function compileKernelsAhead({ baseUrl, deterministic }: BackendOptions): void {
  const { simd, relaxedSimd, sharedMemory } = probeWasmFeatures();
  if (!simd) return;
  const relaxed = relaxedSimd && deterministic !== true;
  loadKernelModule(baseUrl, { shared: sharedMemory, relaxed }).catch(() => undefined);
}

async function startWasm(): Promise<boolean> {
  try {
    return await setBackend('wasm');
  } catch {
    return false;
  }
}

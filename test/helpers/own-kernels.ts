import { startOwnKernels, type OwnKernels } from '../../src/engine/kernels/index.ts';

/** Kernels on a memory of their own, on the test's own thread. */
export async function startKernels({ deterministic = false } = {}): Promise<OwnKernels> {
  const baseUrl = new URL('/dist/', location.href).href;
  const kernels = await startOwnKernels({ baseUrl, deterministic });
  if (!kernels) throw new Error('expected a browser with SIMD, found one without');
  return kernels;
}

import { startOwnKernels, type OwnKernels } from '../../src/engine/kernels/index.ts';

/** Kernels on a memory of their own, on the test's own thread. */
export async function startKernels(): Promise<OwnKernels> {
  const kernels = await startOwnKernels({ baseUrl: new URL('/dist/', location.href).href });
  if (!kernels) throw new Error('expected a browser with SIMD, found one without');
  return kernels;
}

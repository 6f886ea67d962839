import * as tf from '@tensorflow/tfjs-core';

/** What one kernel took over a whole run, kernels called from within it left out. */
export interface KernelTime {
  kernel: string;
  calls: number;
  ms: number;
  /** Bytes of inputs and outputs: what must move through memory at least. */
  bytes: number;
}

/** Runs `run` with a clock around every kernel of the current backend. */
export function profileKernels(run: () => void): KernelTime[] {
  const stock = tf.getKernelsForBackend(tf.getBackend());
  const times = new Map<string, KernelTime>();
  const childMs: number[] = [];
  const timed = (kernel: tf.KernelConfig): tf.KernelConfig => ({
    ...kernel,
    setupFunc: undefined,
    disposeFunc: undefined,
    kernelFunc: (call) => {
      childMs.push(0);
      const start = performance.now();
      const result = kernel.kernelFunc(call);
      const ms = performance.now() - start;
      const ownMs = ms - childMs.pop()!;
      if (childMs.length > 0) childMs[childMs.length - 1] += ms;
      const entry = times.get(kernel.kernelName) ?? { kernel: kernel.kernelName, calls: 0, ms: 0, bytes: 0 };
      entry.calls++;
      entry.ms += ownMs;
      entry.bytes += bytesOf(Object.values(call.inputs)) + bytesOf(Array.isArray(result) ? result : [result]);
      times.set(kernel.kernelName, entry);
      return result;
    },
  });
  const replaceAll = (kernels: tf.KernelConfig[]): void => {
    for (const kernel of kernels) {
      tf.unregisterKernel(kernel.kernelName, kernel.backendName);
      tf.registerKernel(kernel);
    }
  };
  replaceAll(stock.map(timed));
  const start = performance.now();
  run();
  const totalMs = performance.now() - start;
  replaceAll(stock);
  const kernels = [...times.values()].sort((a, b) => b.ms - a.ms);
  const insideMs = kernels.reduce((sum, { ms }) => sum + ms, 0);
  return [...kernels, { kernel: 'outside kernels', calls: 1, ms: totalMs - insideMs, bytes: 0 }];
}

function bytesOf(infos: unknown[]): number {
  return (infos.flat() as (tf.TensorInfo | undefined)[]).reduce(
    (sum, info) => sum + (info?.shape ? 4 * tf.util.sizeFromShape(info.shape) : 0),
    0,
  );
}

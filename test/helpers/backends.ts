import * as tf from '@tensorflow/tfjs-core';
// What tfjs-layers imports too: tfjs-core alone knows no gradients.
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '../../src/engine/kernels/index.ts';

/** Starts the wasm backend with our kernels in this page; a window has one thread. */
export async function startWasm(): Promise<void> {
  setWasmPaths(new URL('/dist/wasm/', location.href).href);
  await tf.setBackend('wasm');
  await registerTrainingKernels();
}

/** The numbers that `compute` gives on a backend; afterwards the backend is the one before. */
export async function runOn(
  name: 'wasm' | 'cpu',
  compute: () => tf.Tensor[],
): Promise<{ data: Float32Array; shape: number[] }[]> {
  const before = tf.getBackend();
  await tf.setBackend(name);
  const tensors = tf.tidy(compute);
  const values = tensors.map((tensor) => ({ data: tensor.dataSync<'float32'>(), shape: tensor.shape }));
  tf.dispose(tensors);
  await tf.setBackend(before);
  return values;
}

import * as tf from '@tensorflow/tfjs-core';
import { model, type LayersModel } from '@tensorflow/tfjs-layers';
import { startBackend } from '../../src/engine/backend.ts';
import { countMultiplications, findPreset } from '../../src/engine/models/index.ts';
import { Learner } from '../../src/engine/training/learner.ts';
import type { WasmBackend } from '../../src/engine/wasm/index.ts';
import type { Contender, StepOptions } from './contender.ts';
import { profileKernels } from './profile-kernels.ts';

/** The trainer's own step (forward, backward, Adam) on images that stay the same. */
export async function prepareStep({
  preset,
  batch,
  threads,
  deterministic,
}: StepOptions): Promise<Contender> {
  await startBackend({ baseUrl: new URL('/dist/', location.href).href, threads, deterministic });
  const autoencoder = findPreset(preset).build([28, 28, 1], 1);
  const learner = new Learner(autoencoder, { learningRate: 1e-3 });
  const images = tf.tidy(() => tf.randomUniform([batch, 28, 28, 1], 0, 1, 'float32', 1).dataSync());
  const pixels = Float32Array.from(images);
  let step = 0;
  const run = (): void => {
    const { loss } = learner.learn({ pixels }, { seed: 1, step: step++, epochs: 0 });
    if (!Number.isFinite(loss)) throw new Error(`expected a finite loss, found ${loss}`);
  };
  return {
    run,
    flop: batch * countStepFlop(autoencoder.model),
    profile: () => profileKernels(run),
    memoryBytes: () => heapBytes(),
  };
}

/** Forward and both gradients of each layer, the direct way, an image; nobody needs the gradient of the images. */
function countStepFlop(network: LayersModel): number {
  const first = model({ inputs: network.inputs, outputs: network.layers[1].output });
  return 6 * countMultiplications(network) - 2 * countMultiplications(first);
}

function heapBytes(): number {
  const { wasm } = tf.backend() as unknown as WasmBackend;
  return wasm!.HEAPU8.buffer.byteLength;
}

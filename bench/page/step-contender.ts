import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/engine/backend.ts';
import { findPreset } from '../../src/engine/models/index.ts';
import { Learner } from '../../src/engine/training/learner.ts';
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
  const learner = new Learner(findPreset(preset).build([28, 28, 1], 1), { learningRate: 1e-3 });
  const images = tf.tidy(() => tf.randomUniform([batch, 28, 28, 1], 0, 1, 'float32', 1).dataSync());
  const pixels = Float32Array.from(images);
  let step = 0;
  const run = (): void => {
    const { loss } = learner.learn({ pixels }, { seed: 1, step: step++, epochs: 0 });
    if (!Number.isFinite(loss)) throw new Error(`expected a finite loss, found ${loss}`);
  };
  return { run, flop: 0, profile: () => profileKernels(run) };
}

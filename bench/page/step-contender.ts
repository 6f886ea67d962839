import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/engine/backend.ts';
import { FusedAdam } from '../../src/engine/kernels/index.ts';
import { findPreset, reconstructionLoss } from '../../src/engine/models/index.ts';
import { ForwardPass } from '../../src/engine/training/forward-pass.ts';
import type { Contender, StepOptions } from './contender.ts';
import { profileKernels } from './profile-kernels.ts';

/** One training step as the trainer does it (forward, backward, Adam) on images that stay the same. */
export async function prepareStep({
  preset,
  batch,
  threads,
  deterministic,
}: StepOptions): Promise<Contender> {
  await startBackend({ baseUrl: new URL('/dist/', location.href).href, threads, deterministic });
  const { model } = findPreset(preset).build([28, 28, 1], 1);
  const pass = new ForwardPass(model);
  const adam = new FusedAdam(1e-3);
  const images = tf.randomUniform([batch, 28, 28, 1], 0, 1, 'float32', 1);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  let step = 0;
  const run = (): void => {
    tf.tidy(() => {
      adam.minimize(
        () => reconstructionLoss(images, pass.train(images, { seed: 1, step })),
        false,
        variables,
      );
    });
    step++;
  };
  return { run, flop: 0, profile: () => profileKernels(run) };
}

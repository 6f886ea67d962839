import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { findPreset, reconstructionLoss } from '../../src/engine/models/index.ts';
import type { Contender, StockStepOptions } from './contender.ts';

/** The same step on stock tfjs: its `cpu` backend, the only one that trains a convolutional net without a GPU. */
export async function prepareStockStep({ preset, batch }: StockStepOptions): Promise<Contender> {
  await tf.setBackend('cpu');
  const { model } = findPreset(preset).build([28, 28, 1], 1);
  const adam = tf.train.adam(1e-3);
  const images = tf.randomUniform([batch, 28, 28, 1], 0, 1, 'float32', 1);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return {
    flop: 0,
    run: () =>
      tf.tidy(() => {
        const loss = (): tf.Scalar =>
          reconstructionLoss(images, model.apply(images, { training: true }) as tf.Tensor);
        adam.minimize(loss, true, variables)?.dataSync();
      }),
  };
}

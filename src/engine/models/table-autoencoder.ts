import { layers } from '@tensorflow/tfjs-layers';
import { Autoencoder } from './autoencoder.ts';
import { applyModelOptions, scaleUnits, type ModelOptions } from './model-options.ts';

/** Units around the code of a table; tables of few columns get fewer. */
const LARGEST_HIDDEN = 64;
const LARGEST_LATENT = 8;

/**
 * A dense autoencoder for rows of a table: standardised values in and out, so its output has no bounds. Some inputs are
 * dropped while training, so that it learns to tell values from the others, as it has to where they are missing.
 */
export function buildTableAutoencoder(
  imageShape: [number, number, number],
  seed: number,
  options?: ModelOptions,
): Autoencoder {
  const columns = imageShape[0] * imageShape[1] * imageShape[2];
  const own = {
    latentDim: Math.min(LARGEST_LATENT, Math.max(2, Math.floor(columns / 2))),
    width: 1,
    dropout: 0.1,
  };
  const { latentDim, width, dropout } = applyModelOptions('table', own, options);
  const hidden = scaleUnits(Math.min(LARGEST_HIDDEN, 4 * columns), width);
  const dense = (name: string, units: number, activation: 'tanh' | 'linear') =>
    layers.dense({ name, units, activation, kernelInitializer: 'glorotUniform' });
  return new Autoencoder(
    'table',
    imageShape,
    {
      encoder: [
        layers.flatten({ name: 'flatten' }),
        layers.dropout({ name: 'dropout', rate: dropout }),
        dense('dense', hidden, 'tanh'),
        dense('dense_1', latentDim, 'linear'),
      ],
      decoder: [
        dense('dense_2', hidden, 'tanh'),
        dense('dense_3', columns, 'linear'),
        layers.reshape({ name: 'reshape', targetShape: imageShape }),
      ],
    },
    seed,
  );
}

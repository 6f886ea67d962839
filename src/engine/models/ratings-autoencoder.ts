import { layers } from '@tensorflow/tfjs-layers';
import { Autoencoder } from './autoencoder.ts';
import { applyModelOptions, type ModelOptions } from './model-options.ts';

/** Tastes that are told apart: with 8 or more the held-out error of generated ratings of rank 4 was a little higher. */
const LATENT_DIM = 6;

/** Ratings that are hidden in each step: what is left has to foretell them, and with them those that nobody gave. */
const DROPOUT_RATE = 0.6;

/**
 * A user-based AutoRec (Sedhain, Menon, Sanner, Xie, 2015) without its non-linearity: what a user rated, less the baseline,
 * to a few tastes, and from them to all items.
 */
export function buildRatingsAutoencoder(
  imageShape: [number, number, number],
  seed: number,
  options?: ModelOptions,
): Autoencoder {
  const items = imageShape[0] * imageShape[1] * imageShape[2];
  const own = { latentDim: Math.min(LATENT_DIM, items), dropout: DROPOUT_RATE };
  const { latentDim, dropout } = applyModelOptions('ratings', own, options);
  const dense = (name: string, units: number) =>
    layers.dense({ name, units, kernelInitializer: 'glorotUniform' });
  return new Autoencoder(
    'ratings',
    imageShape,
    {
      encoder: [
        layers.flatten({ name: 'flatten' }),
        layers.dropout({ name: 'dropout', rate: dropout }),
        dense('dense', latentDim),
      ],
      decoder: [dense('dense_1', items), layers.reshape({ name: 'reshape', targetShape: imageShape })],
    },
    seed,
  );
}

import { outOfRange } from '../errors.ts';
import type { Autoencoder } from './autoencoder.ts';
import { buildBestAutoencoder } from './best-autoencoder.ts';
import { buildCompactAutoencoder } from './compact-autoencoder.ts';
import { buildRatingsAutoencoder } from './ratings-autoencoder.ts';
import { buildSeedAutoencoder } from './seed-autoencoder.ts';
import { buildTableAutoencoder } from './table-autoencoder.ts';

export type PresetName = 'seed' | 'compact' | 'best' | 'denoising' | 'table' | 'ratings';

export interface Preset {
  name: PresetName;
  title: string;
  /** One sentence for the page. */
  description: string;
  /** What to train it with unless told otherwise; the learning rate is Adam's. */
  defaults: {
    epochs: number;
    batchSize: number;
    learningRate: number;
    seed: number;
    decay?: 'cosine';
    noise?: { kind: 'gaussian'; amount: number };
  };
  build(imageShape: [number, number, number], seed: number): Autoencoder;
}

/** In the order in which they are offered. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  compact: {
    name: 'compact',
    title: 'Compact',
    description:
      'Strided convolutions around a dense latent layer: a good map and sharp digits within seconds.',
    defaults: { epochs: 5, batchSize: 128, learningRate: 2e-3, seed: 0 },
    build: buildCompactAutoencoder,
  },
  seed: {
    name: 'seed',
    title: 'Seed',
    description:
      'The autoencoder that the project began with: wide convolutions, minutes an epoch on two cores.',
    defaults: { epochs: 25, batchSize: 256, learningRate: 1e-3, seed: 0 },
    build: buildSeedAutoencoder,
  },
  best: {
    name: 'best',
    title: 'Best',
    description: 'Wider, and trained with a falling learning rate: the sharpest digits from 49 numbers.',
    defaults: { epochs: 20, batchSize: 128, learningRate: 2e-3, seed: 0, decay: 'cosine' },
    build: buildBestAutoencoder,
  },
  denoising: {
    name: 'denoising',
    title: 'Denoising',
    description: 'Sees noisy images, anew in every step, and learns to give back the clean ones.',
    defaults: {
      ...{ epochs: 8, batchSize: 128, learningRate: 2e-3, seed: 0 },
      ...{ decay: 'cosine', noise: { kind: 'gaussian', amount: 0.5 } },
    },
    build: (imageShape, seed) => buildBestAutoencoder(imageShape, seed, 'denoising'),
  },
  table: {
    name: 'table',
    title: 'Table',
    description: 'Dense layers for rows of numbers; missing values are left out of the loss.',
    defaults: { epochs: 40, batchSize: 64, learningRate: 3e-3, seed: 0 },
    build: buildTableAutoencoder,
  },
  ratings: {
    name: 'ratings',
    title: 'Ratings',
    description: 'From what somebody rated to a few tastes, and from them to what they would like.',
    defaults: { epochs: 30, batchSize: 64, learningRate: 3e-3, seed: 0 },
    build: buildRatingsAutoencoder,
  },
};

/** Throws a `RangeError` that lists the known names. */
export function findPreset(name: string): Preset {
  if (Object.hasOwn(presets, name)) return presets[name as PresetName];
  throw outOfRange('preset', `one of ${Object.keys(presets).join(', ')}`, `"${name}"`);
}

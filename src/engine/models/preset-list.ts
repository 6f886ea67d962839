import type { TrainingConfig } from '../training/training-config.ts';

/** What is known of a preset without any of its layers: the page, which holds no engine, lists presets by this. */
export interface PresetEntry {
  title: string;
  /** One sentence for the page. */
  description: string;
  /**
   * What to train it with unless told otherwise. A field that only some presets have (noise, for one) stands here where
   * it means something: the page offers a control for it there and nowhere else.
   */
  defaults: TrainingConfig;
  /** The only data that it is for; default: images. */
  data?: 'table' | 'ratings';
}

/**
 * All presets in the order in which they are offered, told once: JSON-safe, without tfjs. What builds them stands beside
 * them, in `presets.ts`. `seed` is trained as in the model it repeats, `compact` for a good map within seconds.
 */
export const presetList = {
  compact: {
    title: 'Compact',
    description:
      'Strided convolutions around a dense latent layer: a good map and sharp digits within seconds.',
    defaults: { epochs: 5, batchSize: 128, learningRate: 2e-3, seed: 0 },
  },
  seed: {
    title: 'Seed',
    description:
      'The autoencoder that the project began with: wide convolutions, minutes an epoch on two cores.',
    defaults: { epochs: 25, batchSize: 256, learningRate: 1e-3, seed: 0 },
  },
  best: {
    title: 'Best',
    description: 'Wider, and trained with a falling learning rate: the sharpest digits from 49 numbers.',
    defaults: { epochs: 25, batchSize: 128, learningRate: 2e-3, seed: 0, decay: 'cosine' },
  },
  denoising: {
    title: 'Denoising',
    description: 'Sees noisy images, anew in every step, and learns to give back the clean ones.',
    defaults: {
      ...{ epochs: 8, batchSize: 128, learningRate: 2e-3, seed: 0, decay: 'cosine' },
      ...{ noise: { kind: 'gaussian', amount: 0.5 }, structureWeight: 0.5 },
    },
  },
  variational: {
    title: 'Variational',
    description:
      'Encodes to clouds instead of points, all within one round cloud: what is drawn from it decodes.',
    defaults: {
      ...{ epochs: 30, batchSize: 128, learningRate: 2e-3, seed: 0, decay: 'cosine' },
      ...{ beta: 1, klWarmUpEpochs: 2, binarize: true },
    },
  },
  plane: {
    title: 'Plane',
    description: 'Variational with two latent numbers: the map is the latent space itself.',
    defaults: {
      ...{ epochs: 20, batchSize: 128, learningRate: 2e-3, seed: 0, decay: 'cosine' },
      ...{ beta: 1, klWarmUpEpochs: 0 },
    },
  },
  classifier: {
    title: 'Classifier',
    description: 'Names the class from the same code that it rebuilds the image from.',
    defaults: {
      ...{ epochs: 10, batchSize: 128, learningRate: 2e-3, seed: 0, decay: 'cosine' },
      ...{ labelWeight: 0.5, jitter: 5 },
    },
  },
  table: {
    title: 'Table',
    description: 'Dense layers for rows of numbers; missing values are left out of the loss.',
    defaults: { epochs: 40, batchSize: 64, learningRate: 3e-3, seed: 0 },
    data: 'table',
  },
  ratings: {
    title: 'Ratings',
    description: 'From what somebody rated to a few tastes, and from them to what they would like.',
    defaults: { epochs: 30, batchSize: 64, learningRate: 3e-3, seed: 0 },
    data: 'ratings',
  },
} as const satisfies Readonly<Record<string, PresetEntry>>;

export type PresetName = keyof typeof presetList;

/** In the order in which they are offered. */
export const presetNames = Object.keys(presetList) as PresetName[];

export function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(presetList, name);
}

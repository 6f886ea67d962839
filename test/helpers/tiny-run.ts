import { layers } from '@tensorflow/tfjs-layers';
import { Dataset } from '../../src/engine/datasets/index.ts';
import { Autoencoder } from '../../src/engine/models/index.ts';
import { RandomSequence } from '../../src/engine/random.ts';
import type { TrainingConfig } from '../../src/engine/training/index.ts';

/** Small enough for tfjs' plain `cpu` backend. */
export const TINY_SHAPE: [number, number, number] = [8, 8, 1];
export const TINY_CONFIG: TrainingConfig = { epochs: 2, batchSize: 8, learningRate: 0.01, seed: 0 };

/** A chain with every kind of layer that the presets have, small. */
export function buildTinyAutoencoder(seed = 0, dropoutRate = 0.2): Autoencoder {
  const conv = { kernelSize: 3, padding: 'same' } as const;
  return new Autoencoder(
    'tiny',
    TINY_SHAPE,
    {
      encoder: [
        layers.conv2d({ name: 'conv2d', filters: 3, activation: 'relu', ...conv }),
        layers.conv2d({ name: 'conv2d_1', filters: 4, ...conv }),
        layers.batchNormalization({ name: 'batch_normalization', momentum: 0.9 }),
        layers.activation({ name: 'activation', activation: 'relu' }),
        layers.maxPooling2d({ name: 'max_pooling2d', poolSize: 2 }),
        layers.flatten({ name: 'flatten' }),
        layers.dense({ name: 'dense', units: 5 }),
      ],
      decoder: [
        layers.dropout({ name: 'dropout', rate: dropoutRate }),
        layers.dense({ name: 'dense_1', units: 32, activation: 'relu' }),
        layers.reshape({ name: 'reshape', targetShape: [4, 4, 2] }),
        layers.conv2dTranspose({
          name: 'conv2d_transpose',
          filters: 2,
          strides: 2,
          activation: 'relu',
          ...conv,
        }),
        layers.conv2d({
          name: 'conv2d_2',
          filters: 1,
          kernelSize: 1,
          padding: 'same',
          activation: 'sigmoid',
        }),
      ],
    },
    seed,
  );
}

const encode = () => [
  layers.conv2d({
    name: 'conv2d',
    filters: 3,
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    activation: 'relu',
  }),
  layers.batchNormalization({ name: 'batch_normalization', momentum: 0.9 }),
  layers.flatten({ name: 'flatten' }),
  layers.dense({ name: 'dense', units: 4 }),
];
const decode = () => [
  layers.dropout({ name: 'dropout', rate: 0.1 }),
  layers.dense({ name: 'dense_1', units: 64, activation: 'sigmoid' }),
  layers.reshape({ name: 'reshape', targetShape: TINY_SHAPE }),
];

/** Four latent numbers with a variance each. */
export function buildTinyVariational(seed = 0): Autoencoder {
  const logVariance = layers.dense({ name: 'log_variance', units: 4 });
  return new Autoencoder('tiny', TINY_SHAPE, { encoder: encode(), logVariance, decoder: decode() }, seed);
}

/** Eight classes: as many as there are rows for bars to stand in. */
export function buildTinyClassifier(seed = 0): Autoencoder {
  const classes = [layers.dense({ name: 'classes', units: 8 })];
  return new Autoencoder('tiny', TINY_SHAPE, { encoder: encode(), classes, decoder: decode() }, seed);
}

/** Bright bars on dark ground, one class for each row that the bar stands in. */
export function makeBars(count: number, seed = 0): Dataset {
  const random = new RandomSequence(seed, 'weights', 1000);
  const images = new Uint8Array(count * 64);
  const labels = Uint8Array.from({ length: count }, (_, image) => {
    const bar = Math.floor(random.uniform(0, 8));
    for (let x = 0; x < 8; x++) images[image * 64 + bar * 8 + x] = random.uniform(128, 256);
    return bar;
  });
  return new Dataset({ name: 'bars', imageShape: TINY_SHAPE, train: { images, labels } }, seed);
}

export function randomPixels(length: number, seed = 0): Float32Array {
  const random = new RandomSequence(seed, 'weights', 2000);
  return Float32Array.from({ length }, () => random.uniform());
}

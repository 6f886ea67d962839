import { outOfRange } from '../errors.ts';
import type { Autoencoder } from './autoencoder.ts';
import { buildBestAutoencoder } from './best-autoencoder.ts';
import { buildClassifierAutoencoder } from './classifier-autoencoder.ts';
import { buildCompactAutoencoder } from './compact-autoencoder.ts';
import type { ModelOptions } from './model-options.ts';
import { isPresetName, presetList, presetNames, type PresetEntry, type PresetName } from './preset-list.ts';
import { buildDenoisingAutoencoder } from './denoising-autoencoder.ts';
import { buildRatingsAutoencoder } from './ratings-autoencoder.ts';
import { buildSeedAutoencoder } from './seed-autoencoder.ts';
import { buildTableAutoencoder } from './table-autoencoder.ts';
import { buildVariationalAutoencoder } from './variational-autoencoder.ts';

type Build = (imageShape: [number, number, number], seed: number, options?: ModelOptions) => Autoencoder;

export interface Preset extends PresetEntry {
  name: PresetName;
  /** Throws a `RangeError` for images that do not fit, and for options that it does not have. */
  build: Build;
}

/** What builds each entry of `presetList`. */
const builders: Readonly<Record<PresetName, Build>> = {
  compact: buildCompactAutoencoder,
  seed: buildSeedAutoencoder,
  best: buildBestAutoencoder,
  denoising: buildDenoisingAutoencoder,
  variational: (imageShape, seed, options) =>
    buildVariationalAutoencoder(imageShape, seed, options, 'variational'),
  plane: (imageShape, seed, options) => buildVariationalAutoencoder(imageShape, seed, options, 'plane'),
  classifier: buildClassifierAutoencoder,
  table: buildTableAutoencoder,
  ratings: buildRatingsAutoencoder,
};

/** In the order in which they are offered. */
export const presets = Object.fromEntries(
  presetNames.map((name) => [name, { name, ...presetList[name], build: builders[name] }]),
) as Readonly<Record<PresetName, Preset>>;

/** Throws a `RangeError` that lists the known names. */
export function findPreset(name: string): Preset {
  if (isPresetName(name)) return presets[name];
  throw outOfRange('preset', `one of ${presetNames.join(', ')}`, `"${name}"`);
}

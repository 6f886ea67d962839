import { outOfRange, requireInteger } from '../errors.ts';
import { checkModelOptions, type AutoencoderPart, type ModelOptions } from '../models/index.ts';
import { LARGEST_SEED } from '../random.ts';
import { checkNoise, type Noise } from './noise.ts';

/** What a run can be told. All fields are JSON-safe and together with the data they determine every number of the run. */
export interface TrainingConfig {
  /** Epochs in the whole run; an integer ≥ 1. */
  epochs: number;
  /** Images per step; an integer ≥ 1. */
  batchSize: number;
  /** Adam's step size; > 0. May change while training. */
  learningRate: number;
  /** Seed of the split, the initial weights, the order of the images and the dropout masks; an integer ≥ 0. */
  seed: number;
  /**
   * `cosine`: the learning rate falls over the run's epochs to a hundredth along half a cosine (Loshchilov & Hutter,
   * arXiv 1608.03983); without it the rate stays.
   */
  decay?: 'cosine';
  /** Corrupts what the network sees, anew in every step; it learns to give back the clean images. */
  noise?: Noise;
  /** How the model differs from what the preset is by itself. */
  model?: ModelOptions;
  /**
   * Shifts, stretches and slants each training image by chance, anew in every step; no pixel moves by more than so many
   * pixels. From 0 to 8.
   */
  jitter?: number;
  /**
   * The network sees each pixel as black or white by chance, white as often as it is bright, anew in every step, and a
   * variational one gives back what it saw: what likelihoods are compared on. Not together with `noise`.
   */
  binarize?: boolean;
  /**
   * Of models that are neither variational nor classifiers: share of the structural similarity in the loss, 0 (the RMSE
   * alone, the default) to 1. Needs images of 11 × 11 pixels or more.
   */
  structureWeight?: number;
  /** Of variational models: weight of the divergence; ≥ 0, default 1, larger ones untangle and blur. */
  beta?: number;
  /** Of variational models: epochs over which that weight rises from 0; ≥ 0, default 0. */
  klWarmUpEpochs?: number;
  /** Of models with a classifier: share of the labels in the loss, 0 (images alone) to 1 (labels alone); default 0.5. */
  labelWeight?: number;
  /** Of models with a classifier: so many labels are used, equally many of each class; an integer ≥ 1, default all. */
  labelBudget?: number;
  /** The half whose weights stay as they are. May change between epochs. */
  frozen?: AutoencoderPart;
}

/** Share of the learning rate that a step has; `progress` through the run's epochs from 0 to 1, and past it. */
export function decayOf({ decay }: Pick<TrainingConfig, 'decay'>, progress: number): number {
  if (decay === undefined) return 1;
  return 0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
}

/** Throws a `RangeError` that names the first field out of its limits and the value found; returns the config. */
export function checkTrainingConfig(config: TrainingConfig): TrainingConfig {
  requireInteger('epochs', config.epochs, 1);
  requireInteger('batchSize', config.batchSize, 1);
  checkLearningRate(config.learningRate);
  requireInteger('seed', config.seed, 0, LARGEST_SEED);
  if (config.decay !== undefined && config.decay !== 'cosine') {
    throw outOfRange('decay', '"cosine" or none', `"${String(config.decay)}"`);
  }
  if (config.noise) checkNoise(config.noise);
  if (config.model) checkModelOptions(config.model);
  checkRange('jitter', config.jitter, 8);
  checkRange('beta', config.beta, 1000);
  checkRange('klWarmUpEpochs', config.klWarmUpEpochs, 10_000);
  checkRange('structureWeight', config.structureWeight, 1);
  checkRange('labelWeight', config.labelWeight, 1);
  if (config.labelBudget !== undefined) requireInteger('labelBudget', config.labelBudget, 1);
  if (config.binarize !== undefined && typeof config.binarize !== 'boolean') {
    throw outOfRange('binarize', 'true or false', config.binarize);
  }
  if (config.binarize && config.noise) throw outOfRange('binarize', 'no noise beside it', config.noise.kind);
  checkFrozen(config.frozen);
  return config;
}

/** Throws a `RangeError` for anything but a half's name or none. */
export function checkFrozen(frozen: AutoencoderPart | undefined): void {
  if (frozen !== undefined && frozen !== 'encoder' && frozen !== 'decoder') {
    throw outOfRange('frozen', '"encoder", "decoder" or none', `"${String(frozen)}"`);
  }
}

function checkRange(field: string, value: number | undefined, most: number): void {
  if (value !== undefined && !(value >= 0 && value <= most)) {
    throw outOfRange(field, `a number from 0 to ${most}`, value);
  }
}

/** Throws a `RangeError` unless the rate is a positive, finite number. */
export function checkLearningRate(learningRate: number): void {
  if (!(learningRate > 0 && learningRate < Infinity)) {
    throw outOfRange('learningRate', 'a number > 0', learningRate);
  }
}

import { outOfRange, requireInteger } from '../errors.ts';
import { checkModelOptions, type ModelOptions } from '../models/index.ts';
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
  return config;
}

/** Throws a `RangeError` unless the rate is a positive, finite number. */
export function checkLearningRate(learningRate: number): void {
  if (!(learningRate > 0 && learningRate < Infinity)) {
    throw outOfRange('learningRate', 'a number > 0', learningRate);
  }
}

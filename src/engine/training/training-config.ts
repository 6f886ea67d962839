import { outOfRange, requireInteger } from '../errors.ts';
import { LARGEST_SEED } from '../random.ts';

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
}

/** Throws a `RangeError` that names the first field out of its limits and the value found; returns the config. */
export function checkTrainingConfig(config: TrainingConfig): TrainingConfig {
  requireInteger('epochs', config.epochs, 1);
  requireInteger('batchSize', config.batchSize, 1);
  checkLearningRate(config.learningRate);
  requireInteger('seed', config.seed, 0, LARGEST_SEED);
  return config;
}

/** Throws a `RangeError` unless the rate is a positive, finite number. */
export function checkLearningRate(learningRate: number): void {
  if (!(learningRate > 0 && learningRate < Infinity)) {
    throw outOfRange('learningRate', 'a number > 0', learningRate);
  }
}

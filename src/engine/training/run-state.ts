import type { ImageShape } from '../datasets/index.ts';
import { UnreadableDataError } from '../errors.ts';
import { START } from './run-position.ts';
import type { RunPosition } from './run-position.ts';
import { checkTrainingConfig } from './training-config.ts';
import type { TrainingConfig } from './training-config.ts';
import type { EpochRecord } from './training-event.ts';

export interface NamedArray {
  name: string;
  shape: number[];
  data: Float32Array;
}

/** Adam's: the number of updates, and both moments of each trainable weight, first all m, then all v. */
export interface OptimizerState {
  iterations: number;
  moments: NamedArray[];
}

/** Everything that a run needs to go on as if it had never stopped, given the same data. */
export interface RunState {
  preset: string;
  dataset: string;
  imageShape: ImageShape;
  /** Images in the training split; a change means other data. */
  trainImages: number;
  config: TrainingConfig;
  history: EpochRecord[];
  position: RunPosition;
  weights: NamedArray[];
  optimizer: OptimizerState;
  /** Milliseconds since 1970. */
  savedAt: number;
}

/**
 * Throws an `UnreadableDataError` unless the parts of a state that was read from outside are what they should be;
 * `source` is how the message calls it.
 */
export function checkRunState(state: RunState, source: string): void {
  const { preset, dataset, imageShape, trainImages, config, history, position, weights, optimizer } = state;
  const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
  const checks: [string, boolean][] = [
    ['a preset', typeof preset === 'string'],
    ['a data set', typeof dataset === 'string' && isCount(trainImages)],
    ['an image shape', Array.isArray(imageShape) && imageShape.length === 3 && imageShape.every(isCount)],
    ['a history', Array.isArray(history) && history.length === position?.epoch],
    ['a position', Object.keys(START).every((key) => Number.isFinite(position?.[key as keyof RunPosition]))],
    ['sums of the loss', Object.values(position?.parts ?? {}).every(Number.isFinite)],
    ['finite weights', [...weights, ...optimizer.moments].every(({ data }) => data.every(Number.isFinite))],
    ["an optimizer's state", isCount(optimizer.iterations) && optimizer.moments.length % 2 === 0],
  ];
  const missing = checks.find(([, isGood]) => !isGood);
  if (missing) throw new UnreadableDataError(`${source}: expected ${missing[0]}, found none that is valid`);
  checkTrainingConfig(config);
}

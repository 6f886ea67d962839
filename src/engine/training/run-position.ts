import type { EpochRecord } from './training-event.ts';

/** Where in a run the next step is, and what the unfinished epoch has summed up so far. */
export interface RunPosition {
  /** Finished epochs. */
  epoch: number;
  /** Finished batches of the epoch after them. */
  batch: number;
  /** Finished steps since the run began. */
  step: number;
  /** Sum over the images of the unfinished epoch of their mean squared errors. */
  squaredError: number;
  /** Images of the unfinished epoch that were trained on. */
  images: number;
  /** Time that the unfinished epoch has spent on training steps. */
  trainingMs: number;
  /** Time that the run has spent on training and validation, pauses left out. */
  elapsedMs: number;
}

/** At the first step of the first epoch. */
export const START: Readonly<RunPosition> = {
  epoch: 0,
  batch: 0,
  step: 0,
  squaredError: 0,
  images: 0,
  trainingMs: 0,
  elapsedMs: 0,
};

/** After one more batch of `images` images, whose RMSE was `loss`. */
export function passBatch(
  position: RunPosition,
  loss: number,
  images: number,
  elapsedMs: number,
): RunPosition {
  return {
    ...position,
    batch: position.batch + 1,
    step: position.step + 1,
    images: position.images + images,
    squaredError: position.squaredError + loss * loss * images,
    trainingMs: position.trainingMs + elapsedMs,
    elapsedMs: position.elapsedMs + elapsedMs,
  };
}

/** At the start of the next epoch. */
export function passEpoch({ epoch, step, elapsedMs }: RunPosition): RunPosition {
  return { ...START, epoch: epoch + 1, step, elapsedMs };
}

/** The row of the history for an epoch whose last batch has been passed. */
export function recordEpoch(position: RunPosition, validationRmse: number): EpochRecord {
  return {
    epoch: position.epoch + 1,
    trainRmse: Math.sqrt(position.squaredError / position.images),
    validationRmse,
    elapsedMs: position.elapsedMs,
    imagesPerSecond: (1000 * position.images) / position.trainingMs,
  };
}

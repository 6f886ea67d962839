import type { EpochRecord, LossPart, LossParts } from './training-event.ts';

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
  /** Sums over the same images of the loss's parts, where it has any. */
  parts?: LossParts;
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

/** What a batch came to. */
export interface BatchFigures {
  rmse: number;
  parts?: LossParts;
}

/** After one more batch of `images` images. */
export function passBatch(
  position: RunPosition,
  { rmse, parts }: BatchFigures,
  images: number,
  elapsedMs: number,
): RunPosition {
  return {
    ...position,
    ...(parts && { parts: mapParts(parts, (mean, name) => mean * images + (position.parts?.[name] ?? 0)) }),
    batch: position.batch + 1,
    step: position.step + 1,
    images: position.images + images,
    squaredError: position.squaredError + rmse * rmse * images,
    trainingMs: position.trainingMs + elapsedMs,
    elapsedMs: position.elapsedMs + elapsedMs,
  };
}

/** At the start of the next epoch. */
export function passEpoch({ epoch, step, elapsedMs }: RunPosition): RunPosition {
  return { ...START, epoch: epoch + 1, step, elapsedMs };
}

/** The row of the history for an epoch whose last batch has been passed. */
export function recordEpoch(
  position: RunPosition,
  validation: { rmse: number; parts?: LossParts },
): EpochRecord {
  const { parts, images } = position;
  return {
    epoch: position.epoch + 1,
    trainRmse: Math.sqrt(position.squaredError / position.images),
    validationRmse: validation.rmse,
    ...(parts &&
      validation.parts && {
        parts: mapParts(validation.parts, (value, name) => ({
          train: (parts[name] ?? NaN) / images,
          validation: value,
        })),
      }),
    elapsedMs: position.elapsedMs,
    imagesPerSecond: (1000 * position.images) / position.trainingMs,
  };
}

/** The same names with other values. */
export function mapParts<Value>(
  parts: LossParts,
  change: (value: number, name: LossPart) => Value,
): Partial<Record<LossPart, Value>> {
  const entries = Object.entries(parts) as [LossPart, number][];
  return Object.fromEntries(entries.map(([name, value]) => [name, change(value, name)]));
}

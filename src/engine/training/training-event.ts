/** What a training run tells its owner: JSON-safe, in the order in which it happens. */

/** One row of a run's history. RMSE is over the whole split, pixels in [0, 1]; train RMSE is the epoch's running figure. */
export interface EpochRecord {
  /** 1 for the first epoch. */
  epoch: number;
  trainRmse: number;
  /** In inference mode: moving statistics, no dropout. */
  validationRmse: number;
  /** Training time since the run began, pauses left out. */
  elapsedMs: number;
  imagesPerSecond: number;
}

/** Where a run stands; `epoch` counts from 1, `batch` is the number of batches finished in that epoch. */
export interface TrainingProgress {
  epoch: number;
  epochs: number;
  batch: number;
  batches: number;
  /** RMSE of the last batch. */
  loss: number;
  imagesPerSecond: number;
  remainingMs: number;
}

/** Why training came to rest. */
export type TrainingEndReason = 'finished' | 'paused' | 'stopped' | 'failed';

export type TrainingEvent =
  | { type: 'train-begin' }
  | { type: 'batch-end'; progress: TrainingProgress }
  | { type: 'epoch-end'; record: EpochRecord }
  | { type: 'train-end'; reason: TrainingEndReason; message?: string };

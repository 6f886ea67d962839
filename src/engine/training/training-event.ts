/** What a training run tells its owner: JSON-safe, in the order in which it happens. */
import type { AutoencoderPart } from '../models/index.ts';

/** What losses are made of, or go with. */
export type LossPart = 'similarity' | 'reconstruction' | 'kl' | 'crossEntropy' | 'accuracy';

/**
 * Means over images: where structure counts, the structural `similarity` (SSIM); of a variational model the pixels' cross entropy (`reconstruction`) and the divergence (`kl`,
 * before it is weighed), in nats; of a classifier the labels' `crossEntropy`, in nats, and `accuracy`, the share of them
 * that are told right.
 */
export type LossParts = Partial<Record<LossPart, number>>;

/** One row of a run's history. RMSE is over the whole split, pixels in [0, 1]; train RMSE is the epoch's running figure. */
export interface EpochRecord {
  /** 1 for the first epoch. */
  epoch: number;
  trainRmse: number;
  /** In inference mode: moving statistics, no dropout. */
  validationRmse: number;
  /** Absent where the loss is the RMSE alone. Those of training are the epoch's running figures, as its RMSE is. */
  parts?: Partial<Record<LossPart, { train: number; validation: number }>>;
  /** The half whose weights stayed as they were; absent where both were trained. */
  frozen?: AutoencoderPart;
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
  /** What else the last batch's loss was made of. */
  parts?: LossParts;
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

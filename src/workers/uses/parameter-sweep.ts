import type { SweepPlan, SweepRow } from '../../engine/training/index.ts';

export type { SweepParameter, SweepPlan, SweepRow, SweepStatus } from '../../engine/training/index.ts';

/** What a sweep will be, before it starts. */
export interface SweepForecast {
  trials: number;
  /** Training images that each will see. */
  images: number;
  /** From a few batches of the smallest and the largest of its models, measured now. */
  estimatedMs: number;
}

export interface SweepReport {
  /** In the order of the queue. */
  rows: SweepRow[];
  plan: SweepPlan;
  /** Training and validation images of each trial. */
  images: number;
  validationImages: number;
  /** The trial with the lowest score, absent where all failed. */
  best?: {
    index: number;
    /** On the whole test split. */
    testRmse: number;
    /** The run as a model file, which the laboratory opens and goes on with. */
    file: Uint8Array;
  };
  /**
   * Where the latent size varies: RMSE of PCA with 1, 2 … components on the same images, up to the largest latent size.
   */
  pca?: Float32Array;
  elapsedMs: number;
}

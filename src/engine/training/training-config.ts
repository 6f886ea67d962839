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

import type { DataSelection, Dataset, DatasetSource } from '../engine/datasets/index.ts';
import type { Autoencoder } from '../engine/models/index.ts';
import type { EpochCodes, Inference, Trainer } from '../engine/training/index.ts';

/** Data and where they came from, to be split anew by another seed. */
export interface LoadedData {
  dataset: Dataset;
  source: DatasetSource;
  seed: number;
  /** The part of them that is trained on. */
  selection?: DataSelection;
}

/** Data, a model, what trains it and what uses it: replaced as one. */
export interface Bench {
  data: LoadedData;
  autoencoder: Autoencoder;
  trainer: Trainer;
  inference: Inference;
  /** How the model saw the sample before training and after each of its epochs, ascending. */
  replay: EpochCodes[];
}

export function disposeBench({ trainer, autoencoder }: Bench): void {
  trainer.dispose();
  autoencoder.dispose();
}

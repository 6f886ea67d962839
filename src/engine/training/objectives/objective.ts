import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { TrainingStep } from '../forward-pass.ts';
import type { LossPart } from '../training-event.ts';

/** Images with the class of each. */
export interface LabelledTensors {
  images: Tensor;
  /** count × classes, one 1 in each row. */
  classes: Tensor;
}

/** One batch, as tensors: images are count × height × width × channels in [0, 1]. */
export interface BatchTensors {
  /** To give back. */
  images: Tensor;
  /** What the network sees: `images` itself, or a corrupted copy. */
  seen: Tensor;
  /** 1 for values of `images` that count, 0 for unknown ones; all count without it. */
  known?: Tensor;
  /** For models with a classifier; its images may be `seen` itself. */
  labelled?: LabelledTensors;
}

/** Where a run stands: what random numbers, and weights that change while training, come from. */
export interface ObjectiveStep extends TrainingStep {
  /** Epochs trained so far, with the share of the present one. */
  epochs: number;
  /** To measure only: nothing drops, and no statistics move. */
  isMeasuring?: boolean;
}

/** What a batch came to. */
export interface Outcome {
  /** What training makes smaller. */
  loss: Scalar;
  /** Of the reconstructions; may be the loss itself. */
  rmse: Scalar;
  /** What the loss is made of, for the curves; absent where it is the RMSE alone. */
  parts?: Partial<Record<LossPart, Scalar>>;
}

/** What a network is trained for: runs it on a batch and says how wrong it was. Differentiable. */
export type Objective = (batch: BatchTensors, step: ObjectiveStep) => Outcome;

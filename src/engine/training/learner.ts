import { cast, oneHot, tensor, tensor1d, tidy, variableGrads } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import { UnreadableDataError } from '../errors.ts';
import { FusedAdam } from '../kernels/index.ts';
import type { Autoencoder, AutoencoderPart } from '../models/index.ts';
import { createObjective, type ObjectiveConfig } from './objectives/create-objective.ts';
import type { BatchTensors, Objective, ObjectiveStep, Outcome } from './objectives/objective.ts';
import { createOptimizer, readOptimizer } from './optimizer-state.ts';
import type { NamedArray, OptimizerState } from './run-state.ts';
import type { LossPart, LossParts } from './training-event.ts';
import { checkWeights, readWeights, writeWeights } from './weights.ts';

/** What a learner has learned, outside of tensors. */
export interface LearnedState {
  weights: NamedArray[];
  optimizer: OptimizerState;
}

/** Images, count × height × width × channels in [0, 1]. */
export interface TrainingBatch {
  /** To give back. */
  pixels: Float32Array;
  /** What the network sees of them; default: themselves. */
  seen?: Float32Array;
  /** Only the values where it is 1 count; default: all. */
  mask?: Uint8Array;
  /** Images whose class is known, for models with a classifier; `pixels` may be the array of what is seen. */
  labelled?: { pixels: Float32Array; labels: Uint8Array };
}

/** What a step measured before it moved the weights. */
export interface StepFigures {
  /** What training makes smaller. */
  loss: number;
  /** Of the reconstructions. */
  rmse: number;
  /** Absent where the loss is the RMSE alone. */
  parts?: LossParts;
}

export type LearnerConfig = ObjectiveConfig & { learningRate: number };

/** An autoencoder and the optimizer that moves its weights. */
export class Learner {
  private readonly autoencoder: Autoencoder;
  private readonly config: ObjectiveConfig;
  private objective: Objective;
  private trained: Autoencoder['whole']['trainableWeights'];
  private optimizer: FusedAdam;

  constructor(autoencoder: Autoencoder, config: LearnerConfig) {
    this.autoencoder = autoencoder;
    this.config = { ...config };
    this.objective = createObjective(autoencoder, config);
    this.trained = listTrained(autoencoder, config.frozen);
    this.optimizer = new FusedAdam(config.learningRate);
  }

  setLearningRate(learningRate: number): void {
    this.optimizer.setLearningRate(learningRate);
  }

  /** Keeps a half as it is from the next step on, or none. The optimizer begins anew. */
  freeze(frozen: AutoencoderPart | undefined, learningRate: number): void {
    this.aim(frozen);
    this.optimizer.dispose();
    this.optimizer = new FusedAdam(learningRate);
  }

  /** One step on a batch. Where the loss is no finite number, the weights stay as they are. */
  learn(batch: TrainingBatch, step: ObjectiveStep): StepFigures {
    return tidy(() => {
      const tensors = this.makeTensors(batch);
      const variables = this.trained.map((weight) => weight.read() as Variable);
      let figures: Omit<StepFigures, 'loss'> = { rmse: NaN };
      const measure = (): Scalar => {
        const outcome = this.objective(tensors, step);
        // Read here, where its tensors still live; only the loss is handed out.
        figures = readFigures(outcome);
        return outcome.loss;
      };
      const { value, grads } = variableGrads(measure, variables);
      const loss = value.dataSync()[0];
      if (Number.isFinite(loss)) {
        // As a list, whose order is that of the weights, which is what the optimizer's state is saved by.
        this.optimizer.applyGradients(variables.map(({ name }) => ({ name, tensor: grads[name] })));
      }
      return { loss, ...figures };
    });
  }

  /** What a step would measure, without making it, and as the model is in use. */
  measure(batch: TrainingBatch, step: ObjectiveStep): StepFigures {
    return tidy(() => {
      const outcome = this.objective(this.makeTensors(batch), { ...step, isMeasuring: true });
      return { loss: outcome.loss.dataSync()[0], ...readFigures(outcome) };
    });
  }

  /** Whether losses are more than the RMSE. */
  get hasParts(): boolean {
    const { posterior, classifier } = this.autoencoder;
    return Boolean(posterior ?? classifier ?? this.config.structureWeight);
  }

  /** Copies. */
  async read(): Promise<LearnedState> {
    const names = this.trained.map((weight) => weight.originalName);
    return {
      weights: readWeights(this.autoencoder.whole),
      optimizer: await readOptimizer(this.optimizer, names),
    };
  }

  /**
   * Goes on where a learner of the same model and the same frozen half stood. Throws an `UnreadableDataError`, and
   * changes nothing, where the state is of others.
   */
  async write({ weights, optimizer }: LearnedState, config: LearnerConfig): Promise<void> {
    checkWeights(this.autoencoder.whole, weights);
    checkMoments(listTrained(this.autoencoder, config.frozen), optimizer);
    const restored = await createOptimizer(config.learningRate, optimizer);
    this.optimizer.dispose();
    this.optimizer = restored;
    this.aim(config.frozen);
    writeWeights(this.autoencoder.whole, weights);
  }

  /** Frees the optimizer; the autoencoder is its owner's. */
  dispose(): void {
    this.optimizer.dispose();
  }

  private aim(frozen: AutoencoderPart | undefined): void {
    if (frozen === this.config.frozen) return;
    this.config.frozen = frozen;
    this.objective = createObjective(this.autoencoder, this.config);
    this.trained = listTrained(this.autoencoder, frozen);
  }

  private makeTensors({ pixels, seen = pixels, mask, labelled }: TrainingBatch): BatchTensors {
    const { imageShape, classifier } = this.autoencoder;
    const size = imageShape[0] * imageShape[1] * imageShape[2];
    const toImages = (values: Float32Array): Tensor => tensor(values, [values.length / size, ...imageShape]);
    const images = toImages(pixels);
    const tensors: BatchTensors = { images, seen: seen === pixels ? images : toImages(seen) };
    if (mask) tensors.known = tensor(Float32Array.from(mask), images.shape);
    if (labelled && classifier) {
      const classes = classifier.outputs[0].shape[1]!;
      tensors.labelled = {
        images: labelled.pixels === seen ? tensors.seen : toImages(labelled.pixels),
        classes: cast(oneHot(tensor1d(Int32Array.from(labelled.labels), 'int32'), classes), 'float32'),
      };
    }
    return tensors;
  }
}

function listTrained(
  autoencoder: Autoencoder,
  frozen: AutoencoderPart | undefined,
): Autoencoder['whole']['trainableWeights'] {
  const kept = new Set(frozen && autoencoder.trainableWeights(frozen));
  return autoencoder.whole.trainableWeights.filter((weight) => !kept.has(weight));
}

function readFigures({ rmse, parts }: Outcome): Omit<StepFigures, 'loss'> {
  const read = (scalar: Scalar): number => scalar.dataSync()[0];
  const figures = { rmse: read(rmse) };
  if (!parts) return figures;
  const entries = (Object.entries(parts) as [LossPart, Scalar][]).map(([name, part]) => [name, read(part)]);
  return { ...figures, parts: Object.fromEntries(entries) as LossParts };
}

/** None have been made before the first step. */
function checkMoments(trained: Autoencoder['whole']['trainableWeights'], { moments }: OptimizerState): void {
  const expected = [...trained, ...trained].map(({ shape }) => shape.join('×'));
  const found = moments.map(({ shape }) => shape.join('×'));
  if (moments.length > 0 && String(found) !== String(expected)) {
    throw new UnreadableDataError(
      `optimizer: expected moments of ${trained.length} weights of this model, found others`,
    );
  }
}

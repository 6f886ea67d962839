import { tensor, tidy, variableGrads } from '@tensorflow/tfjs-core';
import type { Scalar, Variable } from '@tensorflow/tfjs-core';
import { FusedAdam } from '../kernels/index.ts';
import { reconstructionLoss } from '../models/index.ts';
import type { Autoencoder } from '../models/index.ts';
import { ForwardPass } from './forward-pass.ts';
import type { TrainingStep } from './forward-pass.ts';
import { createOptimizer, readOptimizer } from './optimizer-state.ts';
import type { NamedArray, OptimizerState } from './run-state.ts';
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
}

/** An autoencoder and the optimizer that moves its weights. */
export class Learner {
  private readonly autoencoder: Autoencoder;
  private readonly forwardPass: ForwardPass;
  private readonly variables: Variable[];
  private optimizer: FusedAdam;

  constructor(autoencoder: Autoencoder, learningRate: number) {
    this.autoencoder = autoencoder;
    this.forwardPass = new ForwardPass(autoencoder.model);
    this.variables = autoencoder.model.trainableWeights.map((weight) => weight.read() as Variable);
    this.optimizer = new FusedAdam(learningRate);
  }

  setLearningRate(learningRate: number): void {
    this.optimizer.setLearningRate(learningRate);
  }

  /**
   * One step on a batch; returns its RMSE before the step. Where that is no finite number, the weights stay as they are.
   */
  learn({ pixels, seen = pixels, mask }: TrainingBatch, step: TrainingStep): number {
    const { imageShape } = this.autoencoder;
    return tidy(() => {
      const count = pixels.length / (imageShape[0] * imageShape[1] * imageShape[2]);
      const images = tensor(pixels, [count, ...imageShape]);
      const known = mask && tensor(Float32Array.from(mask), images.shape);
      const input = seen === pixels ? images : tensor(seen, images.shape);
      const measure = (): Scalar => reconstructionLoss(images, this.forwardPass.train(input, step), known);
      const { value, grads } = variableGrads(measure, this.variables);
      const loss = value.dataSync()[0];
      if (Number.isFinite(loss)) {
        // As a list, whose order is that of the weights, which is what the optimizer's state is saved by.
        this.optimizer.applyGradients(this.variables.map(({ name }) => ({ name, tensor: grads[name] })));
      }
      return loss;
    });
  }

  /** Copies. */
  async read(): Promise<LearnedState> {
    const { model } = this.autoencoder;
    const names = model.trainableWeights.map((weight) => weight.originalName);
    return { weights: readWeights(model), optimizer: await readOptimizer(this.optimizer, names) };
  }

  /** Throws an `UnreadableDataError`, and changes nothing, unless the weights are of the same model. */
  async write({ weights, optimizer }: LearnedState, learningRate: number): Promise<void> {
    checkWeights(this.autoencoder.model, weights);
    const restored = await createOptimizer(learningRate, optimizer);
    this.optimizer.dispose();
    this.optimizer = restored;
    writeWeights(this.autoencoder.model, weights);
  }

  /** Frees the optimizer; the autoencoder is its owner's. */
  dispose(): void {
    this.optimizer.dispose();
  }
}

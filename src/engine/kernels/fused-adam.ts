import * as tf from '@tensorflow/tfjs-core';
import { hasKernel } from './fused-gradients.ts';

type Gradients = Parameters<tf.AdamOptimizer['applyGradients']>[0];
type Moment = { originalName: string; variable: tf.Variable };

/** What `tf.AdamOptimizer` keeps. Its types hide these fields; their names are what its `getWeights` saves by. */
interface AdamState {
  accBeta1: tf.Variable;
  accBeta2: tf.Variable;
  accumulatedFirstMoment: Moment[];
  accumulatedSecondMoment: Moment[];
}

/**
 * `tf.AdamOptimizer` with the whole update as one pass of one kernel over all variables, where the backend has it; the
 * stock update elsewhere. The numbers are the stock ones. State, saving and loading are inherited, so a saved model
 * names its optimizer "Adam" and opens anywhere.
 *
 * The kernel writes variables and moments in place. A tensor that shares a variable's memory (`variable.clone()`)
 * keeps its old values: such a variable gets memory of its own first.
 */
export class FusedAdam extends tf.AdamOptimizer {
  constructor(learningRate: number, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7) {
    super(learningRate, beta1, beta2, epsilon);
  }

  /** @throws RangeError unless it is a finite number > 0. */
  setLearningRate(learningRate: number): void {
    if (!(learningRate > 0 && Number.isFinite(learningRate))) {
      throw new RangeError(`Expected a learning rate > 0, but found ${learningRate}`);
    }
    this.learningRate = learningRate;
  }

  getLearningRate(): number {
    return this.learningRate;
  }

  /**
   * Restores what `getWeights` gave. The powers of beta are multiplied up as the steps do it, because the stock `pow`
   * differs from that in the last bits, and a run that goes on should equal one that never stopped.
   */
  override async setWeights(weights: Parameters<tf.AdamOptimizer['setWeights']>[0]): Promise<void> {
    await super.setWeights(weights);
    const { accBeta1, accBeta2 } = this as unknown as AdamState;
    for (const [power, beta] of [
      [accBeta1, this.beta1],
      [accBeta2, this.beta2],
    ] as const) {
      tf.tidy(() => power.assign(tf.scalar(powerByProducts(beta, this.iterations + 1))));
    }
  }

  override applyGradients(gradients: Gradients): void {
    if (!hasKernel('AeAdamStep')) {
      super.applyGradients(gradients);
      return;
    }
    const named: { name: string; tensor: tf.Tensor | null }[] = Array.isArray(gradients)
      ? gradients
      : Object.keys(gradients).map((name) => ({ name, tensor: gradients[name] }));
    const state = this as unknown as AdamState;
    const variables = tf.engine().registeredVariables;
    tf.tidy(() => {
      const quads = named.flatMap(({ name, tensor }, index) => {
        const weight = variables[name];
        const first = (state.accumulatedFirstMoment[index] ??= zeroMoment(`${name}/m`, weight));
        const second = (state.accumulatedSecondMoment[index] ??= zeroMoment(`${name}/v`, weight));
        return tensor == null ? [] : [weight, first.variable, second.variable, tensor];
      });
      const powers = [state.accBeta1, state.accBeta2];
      quads.forEach((tensor, index) => index % 4 < 3 && claimMemory(tensor as tf.Variable));
      powers.forEach(claimMemory);
      tf.engine().runKernel('AeAdamStep', [...powers, ...quads] as unknown as tf.NamedTensorMap, {
        learningRate: this.learningRate,
        beta1: this.beta1,
        beta2: this.beta2,
        epsilon: this.epsilon,
      });
    });
    this.incrementIterations();
  }
}

function powerByProducts(beta: number, exponent: number): number {
  let power = Math.fround(beta);
  for (let step = 1; step < exponent; step++) power = Math.fround(power * Math.fround(beta));
  return power;
}

function zeroMoment(originalName: string, weight: tf.Variable): Moment {
  return { originalName, variable: tf.zerosLike(weight).variable(false) };
}

/** Gives a variable memory that no other tensor shares, so that it may be written in place. */
function claimMemory(variable: tf.Variable): void {
  if (tf.engine().backend.refCount(variable.dataId) > 1) {
    variable.assign(tf.mul(variable, 1));
  }
}

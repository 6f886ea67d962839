import { dispose, scalar, tensor } from '@tensorflow/tfjs-core';
import { FusedAdam } from '../kernels/index.ts';
import type { OptimizerState } from './run-state.ts';

/**
 * Copies an optimizer's moments and its number of updates out of tensors. The moments get the names of the weights,
 * in the order in which gradients were applied: `dense/kernel/m`.
 */
export async function readOptimizer(optimizer: FusedAdam, weightNames: string[]): Promise<OptimizerState> {
  const [iterations, ...moments] = await optimizer.getWeights();
  const count = iterations.tensor.dataSync()[0];
  iterations.tensor.dispose();
  const names = [...weightNames.map((name) => `${name}/m`), ...weightNames.map((name) => `${name}/v`)];
  return {
    iterations: count,
    moments: moments.map(({ tensor: moment }, index) => ({
      name: names[index],
      shape: moment.shape,
      data: moment.dataSync<'float32'>(),
    })),
  };
}

/** A new optimizer that goes on where the one that was read stood. */
export async function createOptimizer(learningRate: number, state?: OptimizerState): Promise<FusedAdam> {
  const optimizer = new FusedAdam(learningRate);
  if (!state) return optimizer;
  const iterations = { name: 'iter', tensor: scalar(state.iterations, 'int32') };
  const moments = state.moments.map(({ name, shape, data }) => ({ name, tensor: tensor(data, shape) }));
  await optimizer.setWeights([iterations, ...moments]);
  dispose([iterations.tensor, ...moments.map((moment) => moment.tensor)]);
  return optimizer;
}

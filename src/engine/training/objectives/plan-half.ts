import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { ForwardPass } from '../forward-pass.ts';
import type { ObjectiveStep } from './objective.ts';

/** Runs one half of an autoencoder on its input. */
export type Half = (x: Tensor, step: ObjectiveStep) => Tensor;

/**
 * A half in training mode; as it is in use where it is frozen or only measured: nothing drops, no statistics move.
 * @param dropouts of the layers before it, which have their own masks
 */
export function planHalf(model: LayersModel, isFrozen: boolean, dropouts = 0): Half {
  const pass = new ForwardPass(model, dropouts);
  return (x, step) => (isFrozen || step.isMeasuring ? pass.infer(x) : pass.train(x, step));
}

/** Dropout layers of a model. */
export function countDropouts({ layers }: LayersModel): number {
  return layers.filter((layer) => layer.getClassName() === 'Dropout').length;
}

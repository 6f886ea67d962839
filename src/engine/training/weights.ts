import { tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { UnreadableDataError } from '../errors.ts';
import type { NamedArray } from './run-state.ts';

/** Copies all weights of a model out of tensors, moving statistics too. */
export function readWeights(model: LayersModel): NamedArray[] {
  return model.weights.map((weight) => ({
    name: weight.originalName,
    shape: weight.shape as number[],
    data: weight.read().dataSync<'float32'>(),
  }));
}

/** Puts weights that were read into a model; throws, and changes nothing, unless names and shapes are the model's. */
export function writeWeights(model: LayersModel, weights: NamedArray[]): void {
  checkWeights(model, weights);
  model.weights.forEach((weight, index) => {
    const value = tensor(weights[index].data, weights[index].shape);
    weight.write(value);
    value.dispose();
  });
}

/** Throws an `UnreadableDataError` unless names and shapes are the model's, in its order. */
export function checkWeights(model: LayersModel, weights: NamedArray[]): void {
  const describe = (name: string, shape: ArrayLike<number | null>): string =>
    `${name} [${Array.from(shape).join(', ')}]`;
  if (weights.length !== model.weights.length) {
    throw new UnreadableDataError(`weights: expected ${model.weights.length}, found ${weights.length}`);
  }
  model.weights.forEach(({ originalName, shape }, index) => {
    const expected = describe(originalName, shape);
    const found = describe(weights[index].name, weights[index].shape);
    if (expected !== found) throw new UnreadableDataError(`weights: expected ${expected}, found ${found}`);
  });
}

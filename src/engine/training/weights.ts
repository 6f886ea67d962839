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

/**
 * Puts in what agrees with a model's weights in name and shape, and tells which of the model's did. Throws an
 * `UnreadableDataError`, and changes nothing, where none do.
 */
export function adoptWeights(
  model: LayersModel,
  weights: NamedArray[],
): { adopted: string[]; left: string[] } {
  const known = new Map(weights.map((weight) => [describeWeight(weight.name, weight.shape), weight]));
  const find = ({ originalName, shape }: (typeof model.weights)[number]): NamedArray | undefined =>
    known.get(describeWeight(originalName, shape));
  const adopted = model.weights.filter(find);
  if (adopted.length === 0) {
    throw new UnreadableDataError(
      'weights: expected some with the names and shapes of this model, found none; choose the preset that they are of',
    );
  }
  for (const weight of adopted) {
    const { data, shape } = find(weight)!;
    const value = tensor(data, shape);
    weight.write(value);
    value.dispose();
  }
  const nameOf = ({ originalName }: (typeof model.weights)[number]): string => originalName;
  return {
    adopted: adopted.map(nameOf),
    left: model.weights.filter((weight) => !adopted.includes(weight)).map(nameOf),
  };
}

/** Throws an `UnreadableDataError` unless names and shapes are the model's, in its order. */
export function checkWeights(model: LayersModel, weights: NamedArray[]): void {
  if (weights.length !== model.weights.length) {
    throw new UnreadableDataError(`weights: expected ${model.weights.length}, found ${weights.length}`);
  }
  model.weights.forEach(({ originalName, shape }, index) => {
    const expected = describeWeight(originalName, shape);
    const found = describeWeight(weights[index].name, weights[index].shape);
    if (expected !== found) throw new UnreadableDataError(`weights: expected ${expected}, found ${found}`);
  });
}

function describeWeight(name: string, shape: ArrayLike<number | null>): string {
  return `${name} [${Array.from(shape).join(', ')}]`;
}

import { tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { RandomSequence } from '../random.ts';

/**
 * Draws the filters and matrices of a model anew: uniform in ±√(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010), from
 * our own generator, because tfjs' takes seed 0 for none. Biases and the parameters of norms keep what tfjs gives them
 * (0, or 1 for scales and variances).
 */
export function drawInitialWeights(model: LayersModel, seed: number): void {
  let index = 0;
  for (const weight of model.weights) {
    const shape = weight.shape as number[];
    if (!weight.originalName.endsWith('kernel')) continue;
    const limit = Math.sqrt(6 / fans(shape));
    const random = new RandomSequence(seed, 'weights', index++);
    const size = shape.reduce((product, axis) => product * axis, 1);
    const values = Float32Array.from({ length: size }, () => random.uniform(-limit, limit));
    const drawn = tensor(values, shape);
    weight.write(drawn);
    drawn.dispose();
  }
}

/** Values that go into one output plus values that one input goes to; the last two axes are channels. */
function fans(shape: number[]): number {
  const field = shape.slice(0, -2).reduce((product, axis) => product * axis, 1);
  return field * (shape[shape.length - 2] + shape[shape.length - 1]);
}

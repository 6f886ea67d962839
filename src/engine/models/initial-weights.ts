import { tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { RandomSequence } from '../random.ts';

/** tfjs' name and settings for Glorot's and He's ways. */
interface VarianceScaling {
  className: string;
  config: { scale: number; mode: string; distribution: string };
}

/**
 * Draws the filters and matrices of a model anew, as their layers' initializers say (Glorot or He, uniform or normal),
 * but from our own generator: tfjs' takes seed 0 for none. Biases and the parameters of norms keep what tfjs gives
 * them (0, or 1 for scales and variances). Throws a `TypeError` for other initializers.
 */
export function drawInitialWeights(model: LayersModel, seed: number): void {
  let index = 0;
  for (const layer of model.layers) {
    const kernel = layer.weights.find(({ originalName }) => originalName.endsWith('/kernel'));
    if (!kernel) continue;
    const shape = kernel.shape as number[];
    const initializer = layer.getConfig()['kernelInitializer'] as unknown as VarianceScaling;
    const draw = planDraw(initializer, shape, new RandomSequence(seed, 'weights', index++));
    const size = shape.reduce((product, axis) => product * axis, 1);
    const drawn = tensor(Float32Array.from({ length: size }, draw), shape);
    kernel.write(drawn);
    drawn.dispose();
  }
}

/** Numbers of variance scale / fan, where the fan is counted as Keras does: the last two axes are channels. */
function planDraw(
  { className, config }: VarianceScaling,
  shape: number[],
  random: RandomSequence,
): () => number {
  const { scale, mode, distribution } = config;
  if (className !== 'VarianceScaling' || mode === 'fanOut') {
    throw new TypeError(`initializer: expected one of Glorot's or He's, found ${className} ${mode}`);
  }
  const field = shape.slice(0, -2).reduce((product, axis) => product * axis, 1);
  const [before, after] = shape.slice(-2);
  const fan = field * (mode === 'fanIn' ? before : (before + after) / 2);
  if (distribution === 'normal') return () => random.normal(0, Math.sqrt(scale / fan));
  const limit = Math.sqrt((3 * scale) / fan);
  return () => random.uniform(-limit, limit);
}

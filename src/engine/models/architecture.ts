import type { LayersModel } from '@tensorflow/tfjs-layers';

/** One row of the shown architecture table, as Keras' `summary()` has it. */
export interface LayerSummary {
  name: string;
  type: string;
  /** Without the batch axis. */
  outputShape: number[];
  params: number;
}

/** A JSON-safe description of an autoencoder. */
export interface ModelSummary {
  layers: LayerSummary[];
  /** Index in `layers` of the layer whose output is the latent vector. */
  latentLayer: number;
  latentDim: number;
  totalParams: number;
  trainableParams: number;
  nonTrainableParams: number;
}

/**
 * Describes a chain of layers, and after it the layers that only `whole` has; `latentLayer` is the name of the layer
 * whose output is the latent vector.
 */
export function summarize(model: LayersModel, latentLayer: string, whole = model): ModelSummary {
  const others = whole.layers.filter((layer) => !model.layers.includes(layer));
  const layers = [...model.layers, ...others].map((layer): LayerSummary => {
    const outputShape = layer.outputShape.slice(1) as number[];
    return { name: layer.name, type: layer.getClassName(), outputShape, params: layer.countParams() };
  });
  const latent = layers.findIndex(({ name }) => name === latentLayer);
  const trainableParams = countValues(whole.trainableWeights);
  const nonTrainableParams = countValues(whole.nonTrainableWeights);
  return {
    layers,
    latentLayer: latent,
    latentDim: layers[latent].outputShape[0],
    totalParams: trainableParams + nonTrainableParams,
    trainableParams,
    nonTrainableParams,
  };
}

function countValues(weights: LayersModel['weights']): number {
  return weights.reduce((sum, { shape }) => sum + shape.reduce<number>((size, axis) => size * axis!, 1), 0);
}

/** One row of the shown architecture table, as Keras' `summary()` has it. */
export interface LayerSummary {
  name: string;
  type: string;
  /** Without the batch axis. */
  outputShape: number[];
  params: number;
}

export interface ModelSummary {
  layers: LayerSummary[];
  /** Index in `layers` of the layer whose output is the latent vector. */
  latentLayer: number;
  latentDim: number;
  totalParams: number;
  trainableParams: number;
  nonTrainableParams: number;
}

import { input, model as createModel } from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { drawInitialWeights } from './initial-weights.ts';
import { summarize } from './architecture.ts';
import type { ModelSummary } from './architecture.ts';

type Layer = LayersModel['layers'][number];

/** The layers of an autoencoder, in order: those up to the latent vector, and those after it. */
export interface AutoencoderLayers {
  encoder: Layer[];
  decoder: Layer[];
}

/**
 * A plain `LayersModel` from images to images, and its two halves, which are views of it: the same layers, the same
 * weights. All three take and give float32 batches, images as count × height × width × channels in [0, 1].
 */
export class Autoencoder {
  /** Images to reconstructions. */
  readonly model: LayersModel;
  /** Images to latent vectors, count × latentDim. */
  readonly encoder: LayersModel;
  /** Latent vectors to reconstructions. */
  readonly decoder: LayersModel;
  /** Of the preset, or of the family. */
  readonly name: string;
  readonly imageShape: [height: number, width: number, channels: number];
  readonly summary: ModelSummary;

  /** @param seed of the initial weights; 0 is one like any other */
  constructor(name: string, imageShape: [number, number, number], layers: AutoencoderLayers, seed: number) {
    const images = input({ shape: imageShape, name: 'input_1' });
    const latent = applyAll(layers.encoder, images);
    this.name = name;
    this.imageShape = imageShape;
    this.model = createModel({
      inputs: images,
      outputs: applyAll(layers.decoder, latent),
      name: 'autoencoder',
    });
    this.encoder = createModel({ inputs: images, outputs: latent, name: 'encoder' });
    const latents = input({ shape: latent.shape.slice(1), name: 'latent' });
    this.decoder = createModel({
      inputs: latents,
      outputs: applyAll(layers.decoder, latents),
      name: 'decoder',
    });
    this.summary = summarize(this.model, layers.encoder[layers.encoder.length - 1].name);
    drawInitialWeights(this.model, seed);
  }

  get latentDim(): number {
    return this.summary.latentDim;
  }

  /** Frees the weights; the views with them. */
  dispose(): void {
    // The decoder's layers stand in two graphs, and tfjs counts each; the encoder's graph is part of the model's.
    this.model.dispose();
    this.decoder.dispose();
  }
}

function applyAll(layers: Layer[], from: SymbolicTensor): SymbolicTensor {
  return layers.reduce((tensor, layer) => layer.apply(tensor) as SymbolicTensor, from);
}

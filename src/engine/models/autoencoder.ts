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
  /** Makes it variational: beside the encoder's last layer, from the same input, the logarithm of each variance. */
  logVariance?: Layer;
  /** Makes it a classifier too: from the latent vector, how much speaks for each class, before softmax. */
  classes?: Layer[];
}

/** The encoder of a variational model in parts: to what its last layers are given, and from there. */
export interface Posterior {
  /** Images to hidden values. */
  trunk: LayersModel;
  /** Hidden values to latent vectors, the means. */
  mean: LayersModel;
  /** Hidden values to logarithms of variances, count × latentDim. */
  logVariance: LayersModel;
}

/** Halves whose weights may be kept as they are. */
export type AutoencoderPart = 'encoder' | 'decoder';

/**
 * A plain `LayersModel` from images to images, and its two halves, which are views of it: the same layers, the same
 * weights. All take and give float32 batches, images as count × height × width × channels in [0, 1]. A variational
 * model encodes to the means of its normal distributions.
 */
export class Autoencoder {
  /** Images to reconstructions. */
  readonly model: LayersModel;
  /** Images to latent vectors, count × latentDim. */
  readonly encoder: LayersModel;
  /** Latent vectors to reconstructions. */
  readonly decoder: LayersModel;
  /** Of variational models. */
  readonly posterior: Posterior | undefined;
  /** Of models with a classifier: latent vectors to count × classes, before softmax. */
  readonly classifier: LayersModel | undefined;
  /** Images to reconstructions and to what else there is: all weights. `model` itself where there is nothing else. */
  readonly whole: LayersModel;
  /** Of the preset, or of the family. */
  readonly name: string;
  readonly imageShape: [height: number, width: number, channels: number];
  readonly summary: ModelSummary;
  /** Those with inputs of their own, which tfjs counts as users of the weights. */
  private readonly views: LayersModel[] = [];

  /** @param seed of the initial weights; 0 is one like any other */
  constructor(name: string, imageShape: [number, number, number], layers: AutoencoderLayers, seed: number) {
    const { encoder, decoder, logVariance, classes } = layers;
    const images = input({ shape: imageShape, name: 'input_1' });
    const hidden = applyAll(encoder.slice(0, -1), images);
    const latent = applyAll(encoder.slice(-1), hidden);
    const outputs = [applyAll(decoder, latent)];
    this.name = name;
    this.imageShape = imageShape;
    this.model = createModel({ inputs: images, outputs, name: 'autoencoder' });
    this.encoder = createModel({ inputs: images, outputs: latent, name: 'encoder' });
    this.decoder = this.view('decoder', decoder, latent, 'latent');
    if (logVariance) {
      outputs.push(applyAll([logVariance], hidden));
      this.posterior = {
        trunk: createModel({ inputs: images, outputs: hidden, name: 'trunk' }),
        mean: this.view('mean', encoder.slice(-1), hidden),
        logVariance: this.view('log_variance', [logVariance], hidden),
      };
    }
    if (classes) {
      outputs.push(applyAll(classes, latent));
      this.classifier = this.view('classifier', classes, latent);
    }
    const isChain = outputs.length === 1;
    this.whole = isChain ? this.model : createModel({ inputs: images, outputs, name: 'autoencoder' });
    this.summary = summarize(this.model, encoder[encoder.length - 1].name, this.whole);
    drawInitialWeights(this.whole, seed);
  }

  get latentDim(): number {
    return this.summary.latentDim;
  }

  /** The weights of a half that training moves; the encoder's with those of its variances. */
  trainableWeights(part: AutoencoderPart): LayersModel['trainableWeights'] {
    if (part === 'decoder') return this.decoder.trainableWeights;
    return [...this.encoder.trainableWeights, ...(this.posterior?.logVariance.trainableWeights ?? [])];
  }

  /** Frees the weights; the views with them. */
  dispose(): void {
    // Layers of views stand in two graphs, and tfjs counts each; the encoder's graph is part of the whole's.
    this.whole.dispose();
    for (const view of this.views) view.dispose();
  }

  /** Layers as a model with an input of its own. */
  private view(name: string, chain: Layer[], like: SymbolicTensor, inputName = `${name}_input`): LayersModel {
    const from = input({ shape: like.shape.slice(1), name: inputName });
    const view = createModel({ inputs: from, outputs: applyAll(chain, from), name });
    this.views.push(view);
    return view;
  }
}

function applyAll(layers: Layer[], from: SymbolicTensor): SymbolicTensor {
  return layers.reduce((tensor, layer) => layer.apply(tensor) as SymbolicTensor, from);
}

import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkImageArray, toUnitRange } from '../datasets/index.ts';
import type { ImageArray } from '../datasets/index.ts';
import type { Autoencoder } from '../models/index.ts';
import { ForwardPass } from './forward-pass.ts';
import { giveWay } from './give-way.ts';

/** Images at once: enough to keep the cores busy, little enough for memory. */
export const INFERENCE_BATCH = 256;

/** count × latentDim. */
export interface LatentArray {
  data: Float32Array;
  shape: [count: number, latentDim: number];
}

/** A normal distribution for each image, its numbers independent of each other: count × latentDim each. */
export interface LatentClouds {
  mean: Float32Array;
  logVariance: Float32Array;
  shape: [count: number, latentDim: number];
}

/** What a classifier takes images for, in the order of the images. */
export interface Predictions {
  labels: Uint8Array;
  /** The chance that it gives to that label, in [0, 1]. */
  confidence: Float32Array;
}

/**
 * An autoencoder in use: no dropout, moving statistics. Gives way between batches, so it can run while training does;
 * batches then see the weights of their moment. Up to `INFERENCE_BATCH` images are answered in the turn they were asked. Throws a `TypeError` for input of another shape than the model's.
 */
export class Inference {
  private readonly autoencoder: Autoencoder;
  private readonly encoder: ForwardPass;
  private readonly decoder: ForwardPass;
  private readonly whole: ForwardPass;
  private readonly classifier: ForwardPass | undefined;

  constructor(autoencoder: Autoencoder) {
    this.autoencoder = autoencoder;
    this.encoder = new ForwardPass(autoencoder.encoder);
    this.decoder = new ForwardPass(autoencoder.decoder);
    this.whole = new ForwardPass(autoencoder.model);
    this.classifier = autoencoder.classifier && new ForwardPass(autoencoder.classifier);
  }

  /** Whether the model has a classifier. */
  get classifies(): boolean {
    return this.classifier !== undefined;
  }

  async encode(images: ImageArray): Promise<LatentArray> {
    const { imageShape, latentDim } = this.autoencoder;
    checkImageArray(images, imageShape);
    const data = await runBatches(this.encoder, toUnitRange(images.data), imageShape, latentDim);
    return { data, shape: [images.shape[0], latentDim] };
  }

  /** Of a variational model: the normal distribution that each image becomes. Throws a `TypeError` for other models. */
  async encodeClouds(images: ImageArray): Promise<LatentClouds> {
    const { imageShape, latentDim, posterior } = this.autoencoder;
    checkImageArray(images, imageShape);
    if (!posterior) {
      throw new TypeError(
        'model: expected a variational one, found one without variances; choose another preset',
      );
    }
    const hiddenShape = posterior.trunk.outputs[0].shape.slice(1) as number[];
    const run = (model: LayersModel, data: Float32Array, shape: number[], size: number) =>
      runBatches(new ForwardPass(model), data, shape, size);
    const hidden = await run(posterior.trunk, toUnitRange(images.data), imageShape, product(hiddenShape));
    return {
      mean: await run(posterior.mean, hidden, hiddenShape, latentDim),
      logVariance: await run(posterior.logVariance, hidden, hiddenShape, latentDim),
      shape: [images.shape[0], latentDim],
    };
  }

  /** Pixels of the result are `Float32Array`, in [0, 1]. */
  async decode(latents: LatentArray): Promise<ImageArray & { data: Float32Array }> {
    const { imageShape, latentDim } = this.autoencoder;
    this.checkLatents(latents);
    const [count] = latents.shape;
    const data = await runBatches(this.decoder, latents.data, [latentDim], product(imageShape));
    return { data, shape: [count, ...imageShape] };
  }

  /** Pixels of the result are `Float32Array`, in [0, 1]. */
  async reconstruct(images: ImageArray): Promise<ImageArray & { data: Float32Array }> {
    const { imageShape } = this.autoencoder;
    checkImageArray(images, imageShape);
    const data = await runBatches(this.whole, toUnitRange(images.data), imageShape, product(imageShape));
    return { data, shape: images.shape };
  }

  /** Throws a `TypeError` where the model has no classifier. */
  async classify(latents: LatentArray): Promise<Predictions> {
    this.checkLatents(latents);
    const classifier = this.requireClassifier();
    const { latentDim } = this.autoencoder;
    return predict(await runBatches(classifier, latents.data, [latentDim], this.classes), this.classes);
  }

  /** One batch of pixels to their reconstructions, at once. */
  reconstructBatch(pixels: Float32Array): Float32Array {
    return runBatch(this.whole, pixels, this.autoencoder.imageShape);
  }

  private get classes(): number {
    return this.autoencoder.classifier!.outputs[0].shape[1]!;
  }

  private requireClassifier(): ForwardPass {
    if (this.classifier) return this.classifier;
    throw new TypeError('model: expected one with a classifier, found none; choose the preset "classifier"');
  }

  private checkLatents({ data, shape }: LatentArray): void {
    const { latentDim } = this.autoencoder;
    if (shape[1] === latentDim && data.length === shape[0] * latentDim) return;
    throw new TypeError(
      `latents: expected count × ${latentDim} values, found ${data.length} for shape [${shape.join(', ')}]`,
    );
  }
}

async function runBatches(
  pass: ForwardPass,
  data: Float32Array,
  inputShape: number[],
  outputSize: number,
): Promise<Float32Array> {
  const inputSize = product(inputShape);
  const count = data.length / inputSize;
  const output = new Float32Array(count * outputSize);
  for (let start = 0; start < count; start += INFERENCE_BATCH) {
    // Between batches only: behind a training step, giving way costs a whole further step, and one batch needs none.
    if (start > 0) await giveWay();
    const batch = data.subarray(start * inputSize, (start + INFERENCE_BATCH) * inputSize);
    output.set(runBatch(pass, batch, inputShape), start * outputSize);
  }
  return output;
}

function runBatch(pass: ForwardPass, data: Float32Array, shape: number[]): Float32Array {
  // Out of the tidy comes a tensor: an array it would search for tensors, element by element.
  const output = tidy(() => pass.infer(tensor(data, [data.length / product(shape), ...shape])));
  const values = output.dataSync<'float32'>();
  output.dispose();
  return values;
}

/** Of what speaks for each class: the largest one and its share after softmax. */
function predict(logits: Float32Array, classes: number): Predictions {
  const count = logits.length / classes;
  const predictions = { labels: new Uint8Array(count), confidence: new Float32Array(count) };
  for (let image = 0; image < count; image++) {
    const row = logits.subarray(image * classes, (image + 1) * classes);
    const largest = Math.max(...row);
    predictions.labels[image] = row.indexOf(largest);
    predictions.confidence[image] = 1 / row.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  }
  return predictions;
}

function product(shape: number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

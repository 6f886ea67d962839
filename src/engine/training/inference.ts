import { tensor, tidy } from '@tensorflow/tfjs-core';
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

/**
 * An autoencoder in use: no dropout, moving statistics. Gives way between batches, so it can run while training does;
 * batches then see the weights of their moment. Up to `INFERENCE_BATCH` images are answered in the turn they were asked. Throws a `TypeError` for input of another shape than the model's.
 */
export class Inference {
  private readonly autoencoder: Autoencoder;
  private readonly encoder: ForwardPass;
  private readonly decoder: ForwardPass;
  private readonly whole: ForwardPass;

  constructor(autoencoder: Autoencoder) {
    this.autoencoder = autoencoder;
    this.encoder = new ForwardPass(autoencoder.encoder);
    this.decoder = new ForwardPass(autoencoder.decoder);
    this.whole = new ForwardPass(autoencoder.model);
  }

  async encode(images: ImageArray): Promise<LatentArray> {
    const { imageShape, latentDim } = this.autoencoder;
    checkImageArray(images, imageShape);
    const data = await runBatches(this.encoder, toUnitRange(images.data), imageShape, latentDim);
    return { data, shape: [images.shape[0], latentDim] };
  }

  /** Pixels of the result are `Float32Array`, in [0, 1]. */
  async decode(latents: LatentArray): Promise<ImageArray & { data: Float32Array }> {
    const { imageShape, latentDim } = this.autoencoder;
    const [count, found] = latents.shape;
    if (found !== latentDim || latents.data.length !== count * latentDim) {
      throw new TypeError(
        `latents: expected count × ${latentDim} values, found ${latents.data.length} for shape [${latents.shape.join(', ')}]`,
      );
    }
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

  /** One batch of pixels to their reconstructions, at once. */
  reconstructBatch(pixels: Float32Array): Float32Array {
    return runBatch(this.whole, pixels, this.autoencoder.imageShape);
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

function product(shape: number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

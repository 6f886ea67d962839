/** What a model makes of some images, in a few numbers for each; rows go together. */
export interface ImageSigns {
  /** count × latentDim. */
  latents: Float32Array;
  latentDim: number;
  /** Mean squared error of each reconstruction. */
  error: Float32Array;
  /** Mean square of each image's values. */
  energy: Float32Array;
}

/**
 * @param pixels count × values of an image, as `reconstructions`
 * @param latents count × latentDim
 */
export function readSigns(
  pixels: Float32Array,
  reconstructions: Float32Array,
  latents: Float32Array,
  latentDim: number,
): ImageSigns {
  const count = latents.length / latentDim;
  const size = pixels.length / count;
  const error = new Float32Array(count);
  const energy = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    let [missed, bright] = [0, 0];
    for (let i = row * size; i < (row + 1) * size; i++) {
      missed += (pixels[i] - reconstructions[i]) ** 2;
      bright += pixels[i] ** 2;
    }
    error[row] = missed / size;
    energy[row] = bright / size;
  }
  return { latents, latentDim, error, energy };
}

/** Those of several batches of one model, one after the other. */
export function joinSigns(parts: readonly ImageSigns[]): ImageSigns {
  const join = (pick: (signs: ImageSigns) => Float32Array): Float32Array => {
    const whole = new Float32Array(parts.reduce((sum, part) => sum + pick(part).length, 0));
    let offset = 0;
    for (const part of parts) {
      whole.set(pick(part), offset);
      offset += pick(part).length;
    }
    return whole;
  };
  return {
    latents: join(({ latents }) => latents),
    latentDim: parts[0].latentDim,
    error: join(({ error }) => error),
    energy: join(({ energy }) => energy),
  };
}

import { fitGaussian, measureMahalanobis, type Gaussian } from './gaussian.ts';

/** What an image is judged by: how badly it is rebuilt, how unusual its code is, or both. */
export type AnomalyScore = 'error' | 'latent' | 'both';

/** What a model makes of some images; rows go together. */
export interface Judged {
  /** count × pixels, in [0, 1]. */
  pixels: Float32Array;
  reconstructions: Float32Array;
  /** count × latentDim. */
  latents: Float32Array;
}

/**
 * Of the code's part in `both`: with it the mean one-class AUROC over the five hardest digits was highest, of .25, .5, 1
 * and 2 tried.
 */
const LATENT_WEIGHT = 2;

/** Added to the brightness of an image, as a share of the usual one: a blank image has no share to lose. */
const BRIGHTNESS_FLOOR = 1e-2;

/**
 * Scores images by what normal ones are like.
 *
 * `error` is the share of an image's energy that the reconstruction misses, Σ(x − x̂)² / Σx²: the bare error favours
 * thin strokes. `latent` is the squared Mahalanobis distance of the code from those of normal training images. `both` adds
 * their logarithms, each in units of its own spread over normal images that were not trained on.
 */
export class AnomalyScorer {
  private readonly gaussian: Gaussian;
  private readonly latentDim: number;
  private readonly isRelative: boolean;
  private readonly brightness: number;
  private readonly spread: { error: number; latent: number };

  /**
   * @param latents codes of the training images, count × latentDim.
   * @param heldOut normal images that were not trained on, two at least.
   * @param isRelative whether the error is a share of the image's energy; not for values that are centred already
   */
  constructor(latents: Float32Array, latentDim: number, heldOut: Judged, isRelative = true) {
    this.latentDim = latentDim;
    this.isRelative = isRelative;
    this.gaussian = fitGaussian(latents, latentDim);
    this.brightness =
      heldOut.pixels.reduce((sum, value) => sum + value * value, 0) / (heldOut.latents.length / latentDim);
    this.spread = {
      error: deviation(this.measureError(heldOut).map(Math.log)),
      latent: deviation(measureMahalanobis(this.gaussian, heldOut.latents).map(Math.log)),
    };
  }

  score(judged: Judged, by: AnomalyScore): Float32Array {
    if (by === 'latent') return measureMahalanobis(this.gaussian, judged.latents);
    const error = this.measureError(judged);
    if (by === 'error') return error;
    const distance = measureMahalanobis(this.gaussian, judged.latents);
    return error.map(
      (value, i) =>
        Math.log(value) / this.spread.error + LATENT_WEIGHT * (Math.log(distance[i]) / this.spread.latent),
    );
  }

  private measureError({ pixels, reconstructions, latents }: Judged): Float32Array {
    const count = latents.length / this.latentDim;
    const size = pixels.length / count;
    return Float32Array.from({ length: count }, (_, row) => {
      let missed = 0;
      let energy = BRIGHTNESS_FLOOR * this.brightness;
      for (let i = row * size; i < (row + 1) * size; i++) {
        missed += (pixels[i] - reconstructions[i]) ** 2;
        energy += pixels[i] ** 2;
      }
      // Never 0: logarithms are taken.
      return (missed + Number.EPSILON) / (this.isRelative ? energy + Number.EPSILON : size);
    });
  }
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.sqrt(variance) || 1;
}

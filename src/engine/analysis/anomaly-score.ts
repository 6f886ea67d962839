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
 * How much of the larger of the two parts counts in `both`: 0 would add them, a large number take the larger alone. AUROC
 * on MNIST with `compact`, their sum with the code counted twice / this one / the larger alone: drawn shapes .874 / .980 /
 * .989 and letters .996 / .993 / .993 against all digits; one-class 8, the hardest, .919 / .913 / .898.
 */
const SHARPNESS = 0.5;

/** Added to the brightness of an image, as a share of the usual one: a blank image has no share to lose. */
const BRIGHTNESS_FLOOR = 1e-2;

/**
 * Scores images by what normal ones are like.
 *
 * `error` is the share of an image's energy that the reconstruction misses, Σ(x − x̂)² / Σx²: the bare error favours
 * thin strokes. `latent` is the squared Mahalanobis distance of the code from those of normal training images. `both` is
 * a soft maximum of their logarithms, each standardised over normal images that were not trained on: what is strange in
 * either way is strange, however usual it is in the other.
 */
export class AnomalyScorer {
  private readonly gaussian: Gaussian;
  private readonly latentDim: number;
  private readonly isRelative: boolean;
  private readonly brightness: number;
  private readonly usual: { error: Standard; latent: Standard };

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
    this.usual = {
      error: standardOf(this.measureError(heldOut).map(logOf)),
      latent: standardOf(measureMahalanobis(this.gaussian, heldOut.latents).map(logOf)),
    };
  }

  score(judged: Judged, by: AnomalyScore): Float32Array {
    if (by === 'latent') return measureMahalanobis(this.gaussian, judged.latents);
    const error = this.measureError(judged);
    if (by === 'error') return error;
    const distance = measureMahalanobis(this.gaussian, judged.latents);
    const { usual } = this;
    return error.map((value, i) => {
      const parts = [
        (SHARPNESS * (logOf(value) - usual.error.mean)) / usual.error.deviation,
        (SHARPNESS * (logOf(distance[i]) - usual.latent.mean)) / usual.latent.deviation,
      ];
      const largest = Math.max(...parts);
      return largest + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - largest), 0));
    });
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
      return missed / (this.isRelative ? energy + Number.EPSILON : size);
    });
  }
}

/** A blank image may miss nothing, and a code may be the mean itself. */
function logOf(value: number): number {
  return Math.log(value + Number.EPSILON);
}

interface Standard {
  mean: number;
  deviation: number;
}

function standardOf(values: Float32Array): Standard {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

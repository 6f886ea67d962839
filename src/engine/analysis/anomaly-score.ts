import { fitGaussian, measureMahalanobis, type Gaussian } from './gaussian.ts';
import { fitGaussianMixture, measureMixture, type GaussianMixture } from './gaussian-mixture.ts';
import type { ImageSigns } from './image-signs.ts';

/** What an image is judged by: how badly it is rebuilt, how unusual its code is, or both. */
export type AnomalyScore = 'error' | 'latent' | 'both';

export interface FitScorerOptions {
  /** Whether the error is a share of the image's energy; not for values that are centred already. Default true. */
  isRelative?: boolean;
  /** Of the mixture's first centres; default 0. */
  seed?: number;
  /** Awaited between pieces of work. */
  pause?: (done: number, total: number) => Promise<void>;
}

/**
 * How much of the larger of the two parts counts in `both`: 0 would add them, a large number take the larger alone.
 * AUROC on validation digits against drawings of another seed differs by less than .001 from 0 to 1.
 */
const SHARPNESS = 0.5;

/** Added to the brightness of an image, as a share of the usual one: a blank image has no share to lose. */
const BRIGHTNESS_FLOOR = 1e-2;

/**
 * Vectors for each number of one, and no more components than that: of one digit (5,400 images) 10 told held-out images
 * of its kind best (mean log-density −30.0 nats; with 3 −35.2, with 26 −30.8), of all digits the more the better.
 */
const VECTORS_PER_DIMENSION = 10;
const MOST_COMPONENTS = 40;
const ITERATIONS = 8;

/**
 * Scores images by what normal ones are like.
 *
 * `error` is the share of an image's energy that the reconstruction misses, Σ(x − x̂)² / Σx²: the bare error favours
 * thin strokes. `latent` is the squared Mahalanobis distance of the code from those of normal training images. `both` is
 * a soft maximum of two logarithms, each standardised over normal images that were not trained on: that of the error, and
 * that of how rare code, error and energy are together, by a mixture of normal distributions on training images. So what
 * is strange in either way is strange, and a usual code with an error that is unusual for it is too.
 */
export class AnomalyScorer {
  private readonly isRelative: boolean;
  private readonly scales: Scales;
  private readonly gaussian: Gaussian;
  private readonly mixture: GaussianMixture;
  private readonly usual: { error: Standard; rarity: Standard };

  private constructor(
    isRelative: boolean,
    scales: Scales,
    gaussian: Gaussian,
    mixture: GaussianMixture,
    heldOut: ImageSigns,
  ) {
    this.isRelative = isRelative;
    this.scales = scales;
    this.gaussian = gaussian;
    this.mixture = mixture;
    this.usual = {
      error: standardOf(this.measureError(heldOut).map(logOf)),
      rarity: standardOf(this.measureRarity(heldOut)),
    };
  }

  /**
   * @param training images that the model was trained on, two at least.
   * @param heldOut normal images that were not trained on, two at least.
   */
  static async fit(
    training: ImageSigns,
    heldOut: ImageSigns,
    { isRelative = true, seed = 0, pause }: FitScorerOptions = {},
  ): Promise<AnomalyScorer> {
    const { latents, error, energy, latentDim } = training;
    const scales = {
      brightness: heldOut.energy.reduce((sum, value) => sum + value, 0) / heldOut.energy.length || 1,
      code: standardOf(latents),
      error: standardOf(error.map(logOf)),
      energy: standardOf(energy.map(logOf)),
    };
    const vectors = gatherVectors(training, scales);
    const most = Math.floor(error.length / (VECTORS_PER_DIMENSION * (latentDim + 2)));
    const mixture = await fitGaussianMixture(vectors, latentDim + 2, {
      components: Math.max(1, Math.min(MOST_COMPONENTS, most)),
      iterations: ITERATIONS,
      seed,
      ...(pause && { pause }),
    });
    return new AnomalyScorer(isRelative, scales, fitGaussian(latents, latentDim), mixture, heldOut);
  }

  score(signs: ImageSigns, by: AnomalyScore): Float32Array {
    if (by === 'latent') return measureMahalanobis(this.gaussian, signs.latents);
    const error = this.measureError(signs);
    if (by === 'error') return error;
    const rarity = this.measureRarity(signs);
    const { usual } = this;
    return error.map((value, i) => {
      const parts = [
        (SHARPNESS * (logOf(value) - usual.error.mean)) / usual.error.deviation,
        (SHARPNESS * (rarity[i] - usual.rarity.mean)) / usual.rarity.deviation,
      ];
      const largest = Math.max(...parts);
      return largest + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - largest), 0));
    });
  }

  private measureError({ error, energy }: ImageSigns): Float32Array {
    if (!this.isRelative) return error;
    const floor = BRIGHTNESS_FLOOR * this.scales.brightness + Number.EPSILON;
    return error.map((value, i) => value / (energy[i] + floor));
  }

  /** −log of the density of code, error and energy together, in nats. */
  private measureRarity(signs: ImageSigns): Float32Array {
    return measureMixture(this.mixture, gatherVectors(signs, this.scales)).map((log) => -log);
  }
}

/** What values are measured in, so that all numbers of a vector are of one size. */
interface Scales {
  /** Mean energy of normal images. */
  brightness: number;
  code: Standard;
  /** Of logarithms, as `energy`. */
  error: Standard;
  energy: Standard;
}

/** Code, log error and log energy: count × (latentDim + 2). */
function gatherVectors(
  { latents, error, energy, latentDim }: ImageSigns,
  { code, error: usualError, energy: usualEnergy }: Scales,
): Float32Array {
  const size = latentDim + 2;
  const vectors = new Float32Array(error.length * size);
  for (let row = 0; row < error.length; row++) {
    for (let i = 0; i < latentDim; i++) {
      vectors[row * size + i] = (latents[row * latentDim + i] - code.mean) / code.deviation;
    }
    vectors[row * size + latentDim] = (logOf(error[row]) - usualError.mean) / usualError.deviation;
    vectors[row * size + latentDim + 1] = (logOf(energy[row]) - usualEnergy.mean) / usualEnergy.deviation;
  }
  return vectors;
}

/** A blank image may miss nothing, and a code may be the mean itself. */
function logOf(value: number): number {
  return Math.log(value + 1e-9);
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

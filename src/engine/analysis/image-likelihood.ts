import { RandomSequence } from '../random.ts';

/** Keeps the logarithm of a pixel's chance finite, as in training. */
const LEAST_SHARE = 1e-7;

/** Chances that are multiplied before their logarithm is taken: as many as stay far above the smallest double. */
const PRODUCT = 16;

/** The normal distribution that an encoder answers an image with; both of latentDim numbers. */
export interface CodeDistribution {
  mean: Float32Array;
  logVariance: Float32Array;
}

/** Codes from a distribution, count × latentDim; the same ones for the same seed and index. */
export function drawCodes(
  { mean, logVariance }: CodeDistribution,
  count: number,
  { seed, index }: { seed: number; index: number },
): Float32Array {
  const random = new RandomSequence(seed, 'likelihood', index);
  const size = mean.length;
  const deviations = logVariance.map((value) => Math.exp(value / 2));
  return Float32Array.from({ length: count * size }, (_, i) =>
    random.normal(mean[i % size], deviations[i % size]),
  );
}

/**
 * Log of the importance weight p(x | z) p(z) / q(z | x) of one code of one image, in nats. The logarithm of the mean
 * weight of many codes is a lower bound of log p(x) that is the tighter the more there are (Burda, Grosse,
 * Salakhutdinov 2016).
 * @param image black or white pixels, 0 or 1
 * @param shares the chance of white that the decoder gives to each pixel
 * @param code drawn from the distribution
 */
export function logImportanceWeight(
  image: Float32Array,
  shares: Float32Array,
  code: Float32Array,
  { mean, logVariance }: CodeDistribution,
): number {
  let log = logChance(image, shares);
  for (let i = 0; i < code.length; i++) {
    const deviate = (code[i] - mean[i]) ** 2 / Math.exp(logVariance[i]);
    log += 0.5 * (deviate + logVariance[i] - code[i] * code[i]);
  }
  return log;
}

/** log Π (x ? p : 1 − p). */
function logChance(image: Float32Array, shares: Float32Array): number {
  let log = 0;
  for (let start = 0; start < image.length; start += PRODUCT) {
    const end = Math.min(image.length, start + PRODUCT);
    let product = 1;
    for (let i = start; i < end; i++) {
      const share = image[i] > 0.5 ? shares[i] : 1 - shares[i];
      product *= share > LEAST_SHARE ? share : LEAST_SHARE;
    }
    log += Math.log(product);
  }
  return log;
}

/** log (Σ e^value / count), without overflow. */
export function logMeanExp(values: Float64Array): number {
  const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const sum = values.reduce((total, value) => total + Math.exp(value - largest), 0);
  return largest + Math.log(sum / values.length);
}

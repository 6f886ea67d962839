/**
 * Below this many nats a latent number tells next to nothing of its image: the usual threshold for an inactive unit
 * (posterior collapse; cf. Burda et al., "Importance weighted autoencoders", 2016).
 */
export const COLLAPSE_LIMIT = 0.01;

/**
 * How much each latent number of a variational model tells: the divergence of its normal distribution from the standard
 * one, mean over images, in nats; dimensions.
 * @param mean count × dimensions
 * @param logVariance count × dimensions
 */
export function measureDivergence(
  mean: Float32Array,
  logVariance: Float32Array,
  dimensions: number,
): Float64Array {
  const sums = new Float64Array(dimensions);
  mean.forEach((m, at) => {
    const v = logVariance[at];
    sums[at % dimensions] += 0.5 * (m * m + Math.exp(v) - v - 1);
  });
  return sums.map((sum) => (sum * dimensions) / mean.length);
}

/** What each latent number of a variational model is worth. */
export interface LatentUsage {
  /** Divergence from the standard normal distribution, mean over the images, in nats; by latent number. */
  divergence: Float64Array;
  /** Latent numbers below this are not in use: the posterior has collapsed there. */
  limit: number;
  testImages: number;
  step: number;
}

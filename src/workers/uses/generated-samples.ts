export interface SampleRequest {
  /** New images; an integer from 1 to 1,000. */
  count: number;
  /** Other images for another seed; an integer from 0 to 2³² − 1. */
  seed: number;
  /**
   * Where latent vectors are drawn: from where the training images' codes lie (default), or from the standard normal
   * distribution that a variational model is trained to fill.
   */
  from?: 'codes' | 'prior';
}

/** Images that are in no data set: decoded from latent vectors that were drawn at random. */
export interface GeneratedSamples {
  /** count × pixels, 0–255. */
  images: Uint8Array;
  /** count × latentDim. */
  latents: Float32Array;
  latentDim: number;
  from: 'codes' | 'prior';
  /** Normal distributions in the mixture that the vectors are drawn from. */
  components: number;
  /** Training images whose codes the mixture was fitted to; 0 for the prior, which is fitted to none. */
  fittedOn: number;
  /** Time that fitting took; 0 where the mixture of the same model was at hand. */
  fitMs: number;
  /** Finished steps of the model. */
  step: number;
}

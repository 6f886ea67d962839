export interface SampleRequest {
  /** New images; an integer from 1 to 1,000. */
  count: number;
  /** Other images for another seed; an integer from 0 to 2³² − 1. */
  seed: number;
}

/** Images that are in no data set: decoded from latent vectors drawn where the training images' codes lie. */
export interface GeneratedSamples {
  /** count × pixels, 0–255. */
  images: Uint8Array;
  /** count × latentDim. */
  latents: Float32Array;
  latentDim: number;
  /** Normal distributions in the mixture that the vectors are drawn from. */
  components: number;
  /** Training images whose codes the mixture was fitted to. */
  fittedOn: number;
  /** Time that fitting took; 0 where the mixture of the same model was at hand. */
  fitMs: number;
  /** Finished steps of the model. */
  step: number;
}

export interface LikelihoodRequest {
  /** The first test images; an integer ≥ 1. */
  images: number;
  /** Codes that are drawn for each image; an integer from 1 to 5,000. */
  samples: number;
}

/** How likely a variational model takes test images to be. */
export interface Likelihood {
  /** Mean of −log p(x), in nats: an upper bound that is the tighter the more codes are drawn. */
  nll: number;
  /** Its standard error over the images. */
  standardError: number;
  /** The looser bound of one code an image, mean over the same codes: what training makes smaller. */
  negativeElbo: number;
  images: number;
  samples: number;
  /** Finished steps of the model. */
  step: number;
}

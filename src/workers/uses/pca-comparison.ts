export interface PcaComparisonRequest {
  /** Test images whose reconstructions are wanted, by position in their file. */
  indices: number[];
}

/** RMSE over the images and pixels of one class of the test split, or of all of it. */
export interface ClassErrors {
  name: string;
  count: number;
  autoencoder: number;
  pca: number;
}

/** One of the two models in the seed's terms. */
export interface ModelTraits {
  /**
   * How far the decoder is from a linear one: RMSE between the decoded midpoint of two codes and the midpoint of their
   * decoded images, over the RMSE between those images' halves. 0 where it is linear.
   */
  bend: number;
  /** Mean |cosine| between the changes of the image that two latent numbers make: 0 where they are orthogonal. */
  slant: number;
  /** Mean |correlation| between two latent numbers over the test images; PCA's is 0 over the images it was fitted to. */
  correlation: number;
  parameters: number;
  /** For one image, there and back. */
  multiplications: number;
  /** Measured here, for one image there and back. */
  microseconds: number;
}

/** The autoencoder beside PCA with as many components as it has latent numbers, measured on the test split. */
export interface PcaComparison {
  components: number;
  /** PCA was fitted to all of them, in `fitMs`. */
  trainImages: number;
  fitMs: number;
  /** Finished steps of the autoencoder's training. */
  step: number;
  all: ClassErrors;
  /** Empty where the data has no labels. */
  classes: ClassErrors[];
  /** Share of the pixels' variance that each component explains, largest first. */
  explained: Float32Array;
  /** components × pixels: the directions as bytes, 128 for zero, each stretched to its own range. */
  componentImages: Uint8Array;
  /** Of the images asked for, count × pixels, 0–255. */
  originals: Uint8Array;
  autoencoder: Uint8Array;
  pca: Uint8Array;
  autoencoderRmse: Float32Array;
  pcaRmse: Float32Array;
  traits: Record<'autoencoder' | 'pca', ModelTraits>;
}

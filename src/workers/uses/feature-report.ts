export interface FeatureRequest {
  /** Labelled training images that the classifiers may see, equally many of each class where there are enough. */
  labels: number | 'all';
  features: FeatureKind[];
}

/** What a classifier is given of an image: its code, as many principal components, or all its pixels. */
export type FeatureKind = 'codes' | 'pca' | 'pixels';

export interface FeatureResult {
  features: FeatureKind;
  dimensions: number;
  /** Share of the test images that softmax regression, and the vote of the 5 nearest, name rightly. */
  linear: number;
  knn: number;
  /**
   * Where not all are labelled: softmax regression again, after the labels were passed on to more training images along
   * the graph of nearest neighbours.
   */
  spread?: number;
  /** classes × classes, a row for each true class: how often softmax regression says which. */
  confusion: Uint32Array;
  elapsedMs: number;
}

/** How well simple classifiers do on frozen features, measured on the test split. */
export interface FeatureReport {
  /** Labels used. */
  labels: number;
  testImages: number;
  results: FeatureResult[];
  step: number;
}

export interface ClassifierRequest {
  /** Most mistakes to be shown; an integer from 0 to 200. */
  mistakes: number;
}

/** How well a model's own classifier names the test images. */
export interface ClassifierReport {
  testImages: number;
  /** Share that it names rightly. */
  accuracy: number;
  /** classes × classes, a row for each true class: how often it says which. */
  confusion: Uint32Array;
  /** What it was most sure of and wrong about, the surest first; rows go together. */
  mistakes: {
    /** Position of each image in its file. */
    indices: Uint32Array;
    /** count × pixels, 0–255. */
    images: Uint8Array;
    labels: Uint8Array;
    predictions: Uint8Array;
    /** In [0, 1]. */
    confidences: Float32Array;
  };
  step: number;
}

/** One row of the curves: of the run's history, what a report shows. */
export interface ReportedEpoch {
  epoch: number;
  trainRmse: number;
  validationRmse: number;
  elapsedMs: number;
  imagesPerSecond: number;
}

/** How well the test images of one class are reconstructed. */
export interface ClassFigures {
  name: string;
  count: number;
  /** Over all pixels of all images of the class, in [0, 1]. */
  rmse: number;
  /** In dB. */
  psnr: number;
}

/** One test image beside its reconstruction, 0–255. */
export interface ReportPair {
  /** Position in the file. */
  index: number;
  label?: string;
  rmse: number;
  image: Uint8Array;
  reconstruction: Uint8Array;
}

/** Everything that a report of a run tells. */
export interface RunReport {
  preset: string;
  dataset: {
    name: string;
    imageShape: readonly [height: number, width: number, channels: number];
    /** Images in each split. */
    counts: Record<string, number>;
  };
  /** What the run was told, by name. */
  config: object;
  summary: {
    layers: { name: string; type: string; outputShape: number[]; params: number }[];
    /** Index in `layers` of the layer whose output is the latent vector. */
    latentLayer: number;
    latentDim: number;
    totalParams: number;
  };
  history: ReportedEpoch[];
  /** Figures of the whole test split; the first row of the table. */
  test: ClassFigures;
  /** By class; empty where the data have no labels. */
  classes: ClassFigures[];
  /** The test images with the smallest and the largest errors; none for rows of a table. */
  best: ReportPair[];
  worst: ReportPair[];
}

/** What crosses between the page and the projection worker. Types only. */

/**
 * `umap`; `pca`: the first two principal components; `dims`: two latent dimensions, see `dimensions`; `latent`: the
 * latent space as it is, for models with two latent dimensions.
 */
export type ProjectionMethod = 'umap' | 'pca' | 'dims' | 'latent';

/** Vectors, row by row: count × dimensions. */
export interface Vectors {
  data: Float32Array;
  shape: [count: number, dimensions: number];
}

/** Vectors of bytes: a quarter of what floats take to send. */
export interface ByteVectors {
  /** count × dimensions. */
  data: Uint8Array;
  shape: [count: number, dimensions: number];
}

export interface ProjectionOptions {
  method: ProjectionMethod;
  seed: number;
  /** Of `dims`: the two that become x and y; default the first two. */
  dimensions?: [x: number, y: number];
  /**
   * count × 2: the last layout of the same images. UMAP goes on from there, in fewer epochs, so that the map moves and
   * does not jump; PCA's axes are turned round to agree with it. It may be of the first rows alone: UMAP then begins
   * with the others amid their neighbours among those.
   */
  start?: Float32Array;
  /** UMAP's, the point itself among them; default 15. */
  neighbours?: number;
  /** UMAP's; default 0.1. */
  minDist?: number;
  /** UMAP's; default 200, and 60 with a `start`. */
  epochs?: number;
  /** A network is trained on the same cores: take one thread and half its time. `setBesideTraining` changes it on the way. */
  besideTraining?: boolean;
}

export type ProjectionEvent =
  | {
      type: 'layout';
      done: number;
      total: number;
      /** count × 2, a snapshot. */
      points: Float32Array;
    }
  /** Of the search for neighbours, which comes before UMAP's first layout. */
  | { type: 'progress'; what: 'neighbours'; done: number; total: number };

/** The nearest others of each row, nearest first; of equally near ones the lower row first. */
export interface NearestRows {
  /** Kept per row. */
  k: number;
  /** count × k. */
  rows: Uint32Array;
  /** count × k; Euclidean. */
  distances: Float32Array;
}

/** What every point is near to, in latent space and on the map. Rows are those of the projected vectors. */
export interface MapNeighbours {
  /** Kept per point: 15, or all others where there are fewer. */
  k: number;
  /** count × k rows, nearest first. */
  latentRows: Uint32Array;
  /** count × k; Euclidean. */
  latentDistances: Float32Array;
  /** count × k rows, nearest first. */
  mapRows: Uint32Array;
  /** count × k, in the layout's units. */
  mapDistances: Float32Array;
  /** count: share, 0 to 1, of a point's latent neighbours that are its neighbours on the map too. */
  trust: Float32Array;
  /** count: mean distance to the latent neighbours: how far from other data. */
  meanDistance: Float32Array;
}

export interface ProjectionResult {
  /** count × 2. */
  points: Float32Array;
  method: ProjectionMethod;
  /** PCA's: share of the variance on each axis. */
  explained?: [number, number];
  /** UMAP's: epochs done; fewer than asked for after `stop`. */
  epochs?: number;
  /** True where `stop` ended the layout early; the points are the last ones. */
  stopped: boolean;
  neighbours: MapNeighbours;
}

/** New points in the standing map. */
export interface PlacedPoints {
  /** count × 2, in the standing layout's units. */
  points: Float32Array;
  /** Their nearest among the mapped rows, in latent space. */
  nearest: NearestRows;
}

/**
 * The projection worker's face. A new `project` or a `cancel` ends a running one, whose promise rejects with
 * AbortError and leaves the standing map, the last one that was finished or stopped, as it was.
 */
export interface ProjectionApi {
  /** Kernels are looked for in `baseUrl`, absolute and with a slash at its end; without a start all runs unaided. */
  start(options: { baseUrl: string; threads?: number }): Promise<void>;
  project(latents: Vectors, options: ProjectionOptions, events?: MessagePort): Promise<ProjectionResult>;
  cancel(): Promise<void>;
  /** Ends a running UMAP early: its promise resolves with the layout as it then is. */
  stop(): Promise<void>;
  /** Whether a network is being trained on the same cores, from now on. */
  setBesideTraining(besideTraining: boolean): Promise<void>;
  /** Positions of new latent vectors in the standing map, whose points stay where they are; rejects without a map. */
  placePoints(latents: Vectors): Promise<PlacedPoints>;
  /** Neighbours of vectors that have a layout already, such as pixels before any training. */
  describeNeighbours(vectors: Vectors | ByteVectors, points: Float32Array): Promise<MapNeighbours>;
  /** The exact `k` nearest among `references` of each of `queries`, or of each reference among the others. */
  findNearest(references: Vectors, k: number, queries?: Vectors): Promise<NearestRows>;
}

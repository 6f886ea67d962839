import {
  placePoints,
  projectOnPlane,
  type Neighbours,
  type PlaceOptions,
  type PrincipalScores,
} from '../engine/analysis/index.ts';
import type { ProjectionMethod, Vectors } from './projection-types.ts';

/** The last layout that was finished or stopped: where new vectors are placed. */
export interface StandingMap {
  method: ProjectionMethod;
  seed: number;
  /** UMAP's. */
  minDist: number;
  latents: Vectors;
  /** count × 2. */
  points: Float32Array;
  /** Of `dims`. */
  dimensions: [x: number, y: number];
  /** Of `pca`, with the signs of the points. */
  plane?: Pick<PrincipalScores, 'mean' | 'axes'>;
}

/** The chosen two coordinates of each vector: count × 2. */
export function pickDimensions(
  { data, shape: [count, size] }: Vectors,
  [x, y]: [number, number],
): Float32Array {
  const points = new Float32Array(count * 2);
  for (let row = 0; row < count; row++) {
    points[row * 2] = data[row * size + x];
    points[row * 2 + 1] = data[row * size + y];
  }
  return points;
}

/** Positions of new vectors, count × 2: PCA and single dimensions have a formula, in a UMAP neighbours tell. */
export function placeVectors(
  map: StandingMap,
  vectors: Vectors,
  nearest: Neighbours,
  means: Pick<PlaceOptions, 'runner' | 'pause'>,
): Promise<Float32Array> {
  if (map.plane) return Promise.resolve(projectOnPlane(vectors.data, map.plane));
  if (map.method !== 'umap') return Promise.resolve(pickDimensions(vectors, map.dimensions));
  const { points: layout, minDist, seed } = map;
  return placePoints(nearest, { layout, minDist, seed, ...means });
}

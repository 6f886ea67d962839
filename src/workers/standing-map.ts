import { projectOnPlane, type PrincipalScores } from '../engine/analysis/index.ts';
import type { NearestRows, ProjectionMethod, Vectors } from './projection-types.ts';

/** The last layout that was finished or stopped: where new vectors are placed. */
export interface StandingMap {
  method: ProjectionMethod;
  latents: Vectors;
  /** count × 2. */
  points: Float32Array;
  /** Of `dims`. */
  dimensions: [number, number];
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

/**
 * Positions of new vectors: count × 2. PCA and single dimensions have a formula; on a UMAP a vector lies amid its
 * neighbours, the nearer the weightier.
 */
export function placeVectors(map: StandingMap, vectors: Vectors, nearest: NearestRows): Float32Array {
  if (map.plane) return projectOnPlane(vectors.data, map.plane);
  if (map.method !== 'umap') return pickDimensions(vectors, map.dimensions);
  const { k, rows, distances } = nearest;
  const points = new Float32Array(vectors.shape[0] * 2);
  for (let row = 0; row < vectors.shape[0]; row++) {
    let [x, y, total] = [0, 0, 0];
    const scale = distances[row * k + k - 1] || 1;
    for (let i = row * k; i < (row + 1) * k; i++) {
      const weight = 1 / (1e-6 + (distances[i] / scale) ** 4);
      x += weight * map.points[rows[i] * 2];
      y += weight * map.points[rows[i] * 2 + 1];
      total += weight;
    }
    points[row * 2] = x / total;
    points[row * 2 + 1] = y / total;
  }
  return points;
}

/** What the projection service answers about nearness: exact neighbours in latent space and on the map. */
import {
  averageDistances,
  findNeighbours,
  findPlaneNeighbours,
  measureLocalTrust,
  type Neighbours,
} from '../engine/analysis/index.ts';
import type { MapNeighbours, Vectors } from './projection-types.ts';

/** Neighbours told of each point. */
export const shownNeighbours = 15;

/** @throws TypeError or RangeError where vectors are not what their shape says, or not numbers. */
export function checkVectors(name: string, { data, shape: [count, dimensions] }: Vectors): void {
  if (data.length !== count * dimensions) {
    throw new TypeError(`expected ${count} × ${dimensions} values of ${name}, found ${data.length}`);
  }
  const wrong = data.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const row = Math.floor(wrong / dimensions);
    throw new RangeError(`expected finite ${name}, found ${data[wrong]} in row ${row}`);
  }
}

export function checkPoints(name: string, points: Float32Array, count: number): void {
  checkVectors(name, { data: points, shape: [count, 2] });
}

/** Neighbours in latent space, as many as are told or UMAP wants. */
export function findLatentNeighbours(
  { data, shape: [count, dimensions] }: Vectors,
  k: number,
  pause: () => Promise<void>,
): Promise<Neighbours> {
  return findNeighbours(data, dimensions, Math.min(k, count - 1), pause);
}

/** @param latent of at least as many neighbours as are told. */
export async function describeNeighbours(
  latent: Neighbours,
  points: Float32Array,
  pause: () => Promise<void>,
): Promise<MapNeighbours> {
  const near = keepNearest(latent, Math.min(shownNeighbours, latent.k));
  const map = await findPlaneNeighbours(points, near.k, pause);
  return {
    k: near.k,
    latentRows: near.indices,
    latentDistances: near.distances,
    mapRows: map.indices,
    mapDistances: map.distances,
    trust: measureLocalTrust(near, map),
    meanDistance: averageDistances(near),
  };
}

/** The first `k` neighbours of each point. */
export function keepNearest({ count, k: from, indices, distances }: Neighbours, k: number): Neighbours {
  const kept = { count, k, indices: new Uint32Array(count * k), distances: new Float32Array(count * k) };
  for (let row = 0; row < count; row++) {
    kept.indices.set(indices.subarray(row * from, row * from + k), row * k);
    kept.distances.set(distances.subarray(row * from, row * from + k), row * k);
  }
  return kept;
}

/** What the projection service answers about nearness: exact neighbours in latent space and on the map. */
import {
  averageDistances,
  findNearest,
  findPlaneNeighbours,
  measureLocalTrust,
  type FindNearestOptions,
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

/** How a search is done, what is sought left out. */
export type SearchMeans = Pick<FindNearestOptions, 'kernels' | 'turns' | 'onProgress'>;

/** The `k` nearest of each vector among the others, or all of them where there are fewer. */
export function findOthers(
  { data, shape: [count, dimensions] }: Vectors,
  k: number,
  means: SearchMeans,
): Promise<Neighbours> {
  return findNearest({ references: { data, count }, dimensions, k: Math.min(k, count - 1), ...means });
}

/** @throws RangeError where the two are not of the same number of dimensions. */
export function findAmong(
  references: Vectors,
  k: number,
  queries: Vectors,
  means: SearchMeans,
): Promise<Neighbours> {
  const [count, dimensions] = references.shape;
  if (queries.shape[1] !== dimensions) {
    throw new RangeError(`expected vectors of ${dimensions} dimensions, found ${queries.shape[1]}`);
  }
  const sets = {
    references: { data: references.data, count },
    queries: { data: queries.data, count: queries.shape[0] },
  };
  return findNearest({ ...sets, dimensions, k: Math.min(k, count), ...means });
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

/** Where a layout begins: at the one before it, as far as that goes. */
import { alignAxes, placePoints, principalScores } from '../engine/analysis/index.ts';
import { findAmong, shownNeighbours, type SearchMeans } from './near-vectors.ts';
import type { Vectors } from './projection-types.ts';

/** The first two principal components, turned round where an earlier layout lay the other way. */
export function layOutPlane(latents: Vectors, start: Float32Array | undefined) {
  const { points, explained, mean, axes } = principalScores(latents.data, latents.shape[1]);
  if (start) {
    const signs = alignAxes(points, start);
    axes.forEach((value, i) => (axes[i] = value * signs[i < mean.length ? 0 : 1]));
  }
  return { points, explained, plane: { mean, axes } };
}

/** A start of the first rows alone, with the others placed amid their neighbours. */
export async function completeStart(
  start: Float32Array,
  { data, shape: [count, size] }: Vectors,
  means: SearchMeans,
  { minDist, seed }: { minDist: number; seed: number },
): Promise<Float32Array> {
  const known = start.length / 2;
  if (known === count) return start;
  const references: Vectors = { data: data.subarray(0, known * size), shape: [known, size] };
  const queries: Vectors = { data: data.subarray(known * size), shape: [count - known, size] };
  const nearest = await findAmong(references, shownNeighbours, queries, means);
  const { pause } = means.turns;
  const runner = means.kernels?.one;
  const points = new Float32Array(count * 2);
  points.set(start);
  points.set(await placePoints(nearest, { layout: start, minDist, seed, runner, pause }), start.length);
  return points;
}

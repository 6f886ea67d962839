import { randomValues } from './values.ts';

/** Points around `clusters` far corners of a cube, in turn: point i belongs to cluster i % clusters. */
export function createClusters(count: number, dimensions: number, clusters: number): Float32Array {
  const points = randomValues([count, dimensions], 7).data as Float32Array;
  for (let row = 0; row < count; row++) points[row * dimensions + (row % clusters)] += 20;
  return points;
}

/** Share of the points whose nearest other point in the plane is of the same cluster. */
export function measurePurity(points: Float32Array, clusters: number): number {
  const count = points.length / 2;
  let pure = 0;
  for (let row = 0; row < count; row++) {
    let best = Infinity;
    let nearest = -1;
    for (let other = 0; other < count; other++) {
      if (other === row) continue;
      const distance =
        (points[row * 2] - points[other * 2]) ** 2 + (points[row * 2 + 1] - points[other * 2 + 1]) ** 2;
      if (distance < best) [best, nearest] = [distance, other];
    }
    if (nearest % clusters === row % clusters) pure++;
  }
  return pure / count;
}

import type { Neighbours } from './neighbours.ts';

/** The share, 0 to 1, of each point's neighbours in one space that are its neighbours in another too. */
export function measureLocalTrust(latent: Neighbours, map: Neighbours): Float32Array {
  const { count, k } = latent;
  const trust = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const near = map.indices.subarray(row * map.k, (row + 1) * map.k);
    let kept = 0;
    for (let i = row * k; i < (row + 1) * k; i++) if (near.includes(latent.indices[i])) kept++;
    trust[row] = kept / k;
  }
  return trust;
}

/** The mean of each point's distances to its neighbours: large where a point lies far from the others. */
export function averageDistances({ count, k, distances }: Neighbours): Float32Array {
  const mean = new Float32Array(count);
  for (let i = 0; i < distances.length; i++) mean[Math.floor(i / k)] += distances[i] / k;
  return mean;
}

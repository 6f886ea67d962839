/** Arithmetic on latent vectors that is quick enough for every move of a pointer. Rows are `latentDim` long. */

/** A point of the map near some place: its row, and how far it is, in the map's units. */
export interface NearPoint {
  row: number;
  distance: number;
}

/**
 * The vector that stands for a place on the map: those of the nearest points, weighted by the inverse square of their
 * distance (Shepard, 1968). On a point it is that point's own.
 */
export function mixLatents(
  latents: Float32Array,
  latentDim: number,
  nearest: readonly NearPoint[],
): Float32Array {
  const mixed = new Float32Array(latentDim);
  const met = nearest.find(({ distance }) => distance === 0);
  const parts = met ? [met] : nearest;
  // Against the nearest distance, so that no weight overflows.
  const weights = parts.map(({ distance }) => (met ? 1 : (parts[0].distance / distance) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  parts.forEach(({ row }, part) => {
    const share = weights[part] / total;
    for (let i = 0; i < latentDim; i++) mixed[i] += share * latents[row * latentDim + i];
  });
  return mixed;
}

/** `count` vectors from one to the other, both included, in equal steps: count × latentDim. */
export function interpolateLatents(from: Float32Array, to: Float32Array, count: number): Float32Array {
  const steps = new Float32Array(count * from.length);
  for (let step = 0; step < count; step++) {
    const share = count > 1 ? step / (count - 1) : 0;
    for (let i = 0; i < from.length; i++) {
      steps[step * from.length + i] = from[i] + share * (to[i] - from[i]);
    }
  }
  return steps;
}

/** How one latent dimension is spread over all rows. */
export interface LatentDimension {
  dimension: number;
  variance: number;
  min: number;
  max: number;
}

/** All dimensions, the one with the largest variance first. */
export function rankDimensions(latents: Float32Array, latentDim: number): LatentDimension[] {
  const count = latents.length / latentDim;
  const dimensions = Array.from({ length: latentDim }, (_, dimension) => {
    let [sum, squares, min, max] = [0, 0, Infinity, -Infinity];
    for (let at = dimension; at < latents.length; at += latentDim) {
      const value = latents[at];
      sum += value;
      squares += value * value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return { dimension, variance: Math.max(0, squares / count - (sum / count) ** 2), min, max };
  });
  return dimensions.sort((a, b) => b.variance - a.variance || a.dimension - b.dimension);
}

const spacingSample = 300;

/** The usual distance from a point of the map to its nearest other: the median over some hundreds of them. */
export function measureSpacing(points: Float32Array): number {
  const count = points.length / 2;
  const sampled = Math.min(spacingSample, count);
  const distances = Array.from({ length: sampled }, (_, sample) => {
    const row = Math.floor((sample * count) / sampled);
    let nearest = Infinity;
    for (let other = 0; other < count; other++) {
      if (other === row) continue;
      const [dx, dy] = [points[2 * other] - points[2 * row], points[2 * other + 1] - points[2 * row + 1]];
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    return Math.sqrt(nearest);
  }).sort((a, b) => a - b);
  return distances[sampled >> 1] ?? 0;
}

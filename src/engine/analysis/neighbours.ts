/** The nearest neighbours of every point of a set, nearest first, the point itself left out. */
export interface Neighbours {
  /** Number of points. */
  count: number;
  /** Neighbours kept per point. */
  k: number;
  /** count × k: positions of the neighbours. */
  indices: Uint32Array;
  /** count × k: Euclidean distances, ascending in each row. */
  distances: Float32Array;
}

/** Points per block: two blocks of 49-d vectors stay in a first-level cache, and a turn of blocks takes a few ms. */
const blockSize = 128;

/**
 * Finds the exact `k` nearest neighbours of each point by comparing all pairs, each pair once, block against block.
 * Exact and simple: 10,000 points of 49 dimensions take a few seconds; the time grows with the square of the count.
 *
 * @param points count × dimensions, row by row.
 * @param k at least 1 and less than the number of points.
 * @param giveWay awaited between blocks; a rejection ends the search with that reason.
 * @throws RangeError where `points` is no whole number of rows, or `k` does not fit.
 */
export async function findNeighbours(
  points: Float32Array,
  dimensions: number,
  k: number,
  giveWay: () => Promise<void>,
): Promise<Neighbours> {
  const count = points.length / dimensions;
  if (!Number.isInteger(count)) {
    throw new RangeError(`expected rows of ${dimensions} numbers, found ${points.length} numbers in all`);
  }
  if (!Number.isInteger(k) || k < 1 || k >= count) {
    throw new RangeError(`expected k from 1 to ${count - 1} for ${count} points, found ${k}`);
  }
  const indices = new Uint32Array(count * k);
  const squared = new Float64Array(count * k).fill(Infinity);
  for (let rowBlock = 0; rowBlock < count; rowBlock += blockSize) {
    const rowEnd = Math.min(rowBlock + blockSize, count);
    for (let otherBlock = rowBlock; otherBlock < count; otherBlock += blockSize) {
      const otherEnd = Math.min(otherBlock + blockSize, count);
      for (let row = rowBlock; row < rowEnd; row++) {
        for (let other = Math.max(otherBlock, row + 1); other < otherEnd; other++) {
          const distance = squaredDistance(points, row * dimensions, other * dimensions, dimensions);
          if (distance < squared[row * k + k - 1]) insert(squared, indices, row * k, k, distance, other);
          if (distance < squared[other * k + k - 1]) insert(squared, indices, other * k, k, distance, row);
        }
      }
      await giveWay();
    }
  }
  return { count, k, indices, distances: Float32Array.from(squared, Math.sqrt) };
}

/** Differences, not norms and products: close pairs must not drown in cancellation. Four sums hide the add's latency. */
function squaredDistance(points: Float32Array, a: number, b: number, dimensions: number): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  let i = 0;
  for (; i + 3 < dimensions; i += 4) {
    const d0 = points[a + i] - points[b + i];
    const d1 = points[a + i + 1] - points[b + i + 1];
    const d2 = points[a + i + 2] - points[b + i + 2];
    const d3 = points[a + i + 3] - points[b + i + 3];
    sum0 += d0 * d0;
    sum1 += d1 * d1;
    sum2 += d2 * d2;
    sum3 += d3 * d3;
  }
  for (; i < dimensions; i++) {
    const d = points[a + i] - points[b + i];
    sum0 += d * d;
  }
  return sum0 + sum1 + (sum2 + sum3);
}

/** Puts a neighbour into a point's ascending row and drops the last; of equal distances the one seen first stays first. */
function insert(
  squared: Float64Array,
  indices: Uint32Array,
  start: number,
  k: number,
  distance: number,
  index: number,
): void {
  let place = start + k - 1;
  while (place > start && squared[place - 1] > distance) {
    squared[place] = squared[place - 1];
    indices[place] = indices[place - 1];
    place--;
  }
  squared[place] = distance;
  indices[place] = index;
}

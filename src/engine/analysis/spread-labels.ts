import type { LabelledVectors } from './softmax-probe.ts';
import { findByProducts } from './vote-neighbours.ts';

export interface SpreadOptions {
  classes: number;
  /** Awaited between pieces of work. */
  giveWay?: () => Promise<void>;
}

const NEIGHBOURS = 10;
/** How much a point listens to its neighbours rather than to its own label. */
const SPREAD = 0.99;
const SWEEPS = 100;

/**
 * Passes a few labels on to vectors without any, along the graph of nearest neighbours: label spreading (Zhou, Bousquet,
 * Lal, Weston, Schölkopf, "Learning with local and global consistency", 2004), with Gaussian weights as wide as each
 * point's distance to its last neighbour.
 * @param unlabelled count × dimensions
 * @returns a label for each of them
 */
export async function spreadLabels(
  { vectors, labels }: LabelledVectors,
  unlabelled: Float32Array,
  { classes, giveWay = async () => {} }: SpreadOptions,
): Promise<Uint8Array> {
  const dimensions = vectors.length / labels.length;
  const all = new Float32Array(vectors.length + unlabelled.length);
  all.set(vectors);
  all.set(unlabelled, vectors.length);
  const count = all.length / dimensions;
  // Each point is its own nearest, which is left out.
  const { k, rows, squares } = await findByProducts(all, all, dimensions, { k: NEIGHBOURS + 1, giveWay });
  const weights = weighEdges(rows, squares, k, count);
  const known = new Float32Array(count * classes);
  // Each class starts with the same weight, however many labels it has.
  const sizes = new Float64Array(classes);
  for (const label of labels) sizes[label]++;
  labels.forEach((label, row) => (known[row * classes + label] = 1 / sizes[label]));
  let beliefs = known.slice();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const next = known.map((value) => (1 - SPREAD) * value);
    for (let row = 0; row < count; row++) {
      for (let edge = row * k; edge < (row + 1) * k; edge++) {
        const [other, weight] = [rows[edge], SPREAD * weights[edge]];
        if (weight === 0) continue;
        for (let c = 0; c < classes; c++) {
          next[row * classes + c] += weight * beliefs[other * classes + c];
          next[other * classes + c] += weight * beliefs[row * classes + c];
        }
      }
    }
    beliefs = next;
    await giveWay();
  }
  return Uint8Array.from({ length: unlabelled.length / dimensions }, (_, i) => {
    const own = beliefs.subarray((labels.length + i) * classes, (labels.length + i + 1) * classes);
    return own.indexOf(Math.max(...own));
  });
}

/** Gaussian weights of the edges, divided by the roots of both ends' degrees; 0 from a point to itself. */
function weighEdges(rows: Uint32Array, squares: Float32Array, k: number, count: number): Float32Array {
  const weights = new Float32Array(rows.length);
  const degrees = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const width = squares[(row + 1) * k - 1] || 1;
    for (let edge = row * k; edge < (row + 1) * k; edge++) {
      if (rows[edge] === row) continue;
      weights[edge] = Math.exp(-squares[edge] / width);
      degrees[row] += weights[edge];
      degrees[rows[edge]] += weights[edge];
    }
  }
  for (let edge = 0; edge < rows.length; edge++) {
    weights[edge] /= Math.sqrt(degrees[Math.floor(edge / k)] * degrees[rows[edge]]) || 1;
  }
  return weights;
}

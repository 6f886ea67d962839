import { NearestSearch, type NearestOptions, type OwnKernels } from '../kernels/index.ts';
import { findNeighbours, type Neighbours } from './neighbours.ts';

/** How long work is shared out between the caller, others, and threads. */
export interface Turns {
  /** Awaited between pieces of work; a rejection ends it with that reason. */
  pause: () => Promise<void>;
  /** Others need the cores: the calling thread alone. */
  readonly isGentle?: boolean;
}

export interface FindNearestOptions extends NearestOptions {
  /** Without kernels it is done in plain numbers. */
  kernels?: OwnKernels | undefined;
  turns: Turns;
  onProgress?: (done: number, total: number) => void;
}

/** A piece of work takes about as long; it is sized by how long the last one took, which changes no result. */
const pieceMs = 20;
const firstPiece = 96;

/**
 * The exact k nearest references of each query, or of each reference among the others; of equally near ones the lower
 * row comes first. `count` of the result is the number of queries.
 * @throws RangeError where k does not fit.
 */
export async function findNearest(options: FindNearestOptions): Promise<Neighbours> {
  const { kernels, turns, onProgress, k } = options;
  if (!kernels) return findPlainly(options);
  const search = new NearestSearch(kernels.all, options);
  try {
    let piece = firstPiece;
    while (search.done < search.total) {
      const startMs = performance.now();
      search.advance(piece, turns.isGentle ? kernels.one : kernels.all);
      const tookMs = performance.now() - startMs;
      piece = Math.max(firstPiece, Math.round((piece * pieceMs) / Math.max(tookMs, pieceMs / 4)));
      onProgress?.(search.done, search.total);
      await turns.pause();
    }
    const { rows, distances } = search.result();
    return { count: search.total, k, indices: rows, distances };
  } finally {
    search.dispose();
  }
}

async function findPlainly(options: FindNearestOptions): Promise<Neighbours> {
  const { references, queries, dimensions, k, turns } = options;
  if (!queries) return findNeighbours(references.data, dimensions, k, turns.pause);
  const indices = new Uint32Array(queries.count * k);
  const distances = new Float32Array(queries.count * k);
  const measured = new Float64Array(references.count);
  const order = new Uint32Array(references.count);
  for (let query = 0; query < queries.count; query++) {
    for (let row = 0; row < references.count; row++) {
      order[row] = row;
      let sum = 0;
      for (let i = 0; i < dimensions; i++) {
        sum += (queries.data[query * dimensions + i] - references.data[row * dimensions + i]) ** 2;
      }
      measured[row] = Math.sqrt(sum);
    }
    order.sort((a, b) => measured[a] - measured[b] || a - b);
    for (let i = 0; i < k; i++) {
      indices[query * k + i] = order[i];
      distances[query * k + i] = measured[order[i]];
    }
    await turns.pause();
  }
  return { count: queries.count, k, indices, distances };
}

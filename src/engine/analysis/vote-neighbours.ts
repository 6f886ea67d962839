import { matMul, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { LabelledVectors } from './softmax-probe.ts';

/** Rows of queries and of references whose products are formed at once: 8 MB. */
const QUERIES = 500;
const REFERENCES = 4000;

export interface VoteOptions {
  /** Neighbours that vote; no more than there are references. */
  k: number;
  /** Awaited between blocks, with how many pairs have been compared and are to be. */
  giveWay?: (done: number, total: number) => Promise<void>;
}

/** The nearest references of each query, nearest first: count × k. */
export interface NearestByProducts {
  k: number;
  rows: Uint32Array;
  /** Squared distances. */
  squares: Float32Array;
}

/**
 * Finds the exact `k` nearest references of each query (Euclidean distance). The distances come from products on tfjs'
 * current backend, so close ties are told apart in single precision only.
 * @param queries count × dimensions, like `references`
 */
export async function findByProducts(
  queries: Float32Array,
  references: Float32Array,
  dimensions: number,
  { k, giveWay = async () => {} }: VoteOptions,
): Promise<NearestByProducts> {
  const count = queries.length / dimensions;
  const referenceCount = references.length / dimensions;
  const kept = Math.min(k, referenceCount);
  const norms = measureNorms(references, dimensions);
  const squares = new Float32Array(count * kept).fill(Infinity);
  const rows = new Uint32Array(count * kept);
  for (let start = 0; start < count; start += QUERIES) {
    const end = Math.min(start + QUERIES, count);
    const own = queries.subarray(start * dimensions, end * dimensions);
    for (let first = 0; first < referenceCount; first += REFERENCES) {
      const last = Math.min(first + REFERENCES, referenceCount);
      const products = multiply(own, references.subarray(first * dimensions, last * dimensions), dimensions);
      for (let query = start, at = 0; query < end; query++) {
        const row = query * kept;
        let worst = squares[row + kept - 1];
        for (let reference = first; reference < last; reference++, at++) {
          // Less the query's own norm, which is the same for all.
          const distance = norms[reference] - 2 * products[at];
          if (distance >= worst) continue;
          insert(squares, rows, row, kept, distance, reference);
          worst = squares[row + kept - 1];
        }
      }
      await giveWay(start * referenceCount + (end - start) * last, count * referenceCount);
    }
  }
  const ownNorms = measureNorms(queries, dimensions);
  for (let i = 0; i < squares.length; i++)
    squares[i] = Math.max(0, squares[i] + ownNorms[Math.floor(i / kept)]);
  return { k: kept, rows, squares };
}

/**
 * Classifies vectors by the majority among their `k` nearest labelled references; of equally many votes the nearest
 * decides.
 * @param queries count × dimensions
 */
export async function voteNeighbours(
  queries: Float32Array,
  { vectors, labels }: LabelledVectors,
  options: VoteOptions,
): Promise<Uint8Array> {
  const dimensions = vectors.length / labels.length;
  const { k, rows } = await findByProducts(queries, vectors, dimensions, options);
  return Uint8Array.from({ length: queries.length / dimensions }, (_, query) =>
    vote(Array.from(rows.subarray(query * k, (query + 1) * k), (reference) => labels[reference])),
  );
}

/** The label that most have; of several the first, which is the nearest. */
function vote(labels: number[]): number {
  const count = (label: number): number => labels.filter((other) => other === label).length;
  return labels.reduce((best, label) => (count(label) > count(best) ? label : best), labels[0]);
}

function multiply(queries: Float32Array, references: Float32Array, dimensions: number): Float32Array {
  const product = tidy(() =>
    matMul(
      tensor2d(queries, [queries.length / dimensions, dimensions]),
      tensor2d(references, [references.length / dimensions, dimensions]),
      false,
      true,
    ),
  );
  const values = product.dataSync<'float32'>();
  product.dispose();
  return values;
}

function measureNorms(vectors: Float32Array, dimensions: number): Float32Array {
  return Float32Array.from({ length: vectors.length / dimensions }, (_, row) => {
    let sum = 0;
    for (let i = row * dimensions; i < (row + 1) * dimensions; i++) sum += vectors[i] * vectors[i];
    return sum;
  });
}

function insert(
  distances: Float32Array,
  nearest: Uint32Array,
  row: number,
  k: number,
  distance: number,
  reference: number,
): void {
  let place = row + k - 1;
  while (place > row && distances[place - 1] > distance) {
    distances[place] = distances[place - 1];
    nearest[place] = nearest[place - 1];
    place--;
  }
  distances[place] = distance;
  nearest[place] = reference;
}

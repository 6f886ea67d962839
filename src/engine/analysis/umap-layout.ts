import { UMAP } from 'umap-js';
import { RandomSequence } from '../random.ts';
import type { Neighbours } from './neighbours.ts';

export interface UmapLayoutOptions {
  /** How close points may lie; > 0, usually 0.1. */
  minDist: number;
  /** Passes of the optimization; an integer ≥ 1. */
  epochs: number;
  /** The layout is the same for the same seed: an integer from 0 to 2³² − 1. */
  seed: number;
  /** count × 2: where the points begin, in any units. A PCA gives the map the same orientation every time. */
  start: Float32Array;
}

/** A UMAP of known neighbours, advanced one epoch at a time by its owner, who decides when to give way. */
export class UmapLayout {
  readonly epochs: number;
  private readonly umap: UMAP;

  /** @throws RangeError where `start` has not one pair per point. */
  constructor(neighbours: Neighbours, options: UmapLayoutOptions) {
    const { count, k } = neighbours;
    if (options.start.length !== count * 2) {
      throw new RangeError(`expected ${count * 2} start coordinates, found ${options.start.length}`);
    }
    this.epochs = options.epochs;
    const sequence = new RandomSequence(options.seed, 'projection');
    const random = () => sequence.uniform();
    this.umap = new UMAP({
      nNeighbors: k + 1,
      minDist: options.minDist,
      nEpochs: options.epochs,
      random,
    });
    this.umap.setPrecomputedKNN(
      rowsWithSelf(neighbours.indices, k, (row) => row),
      rowsWithSelf(neighbours.distances, k, () => 0),
    );
    // Only `transform`, never called here, reads the search graph, and building it is half of the preparation.
    Object.assign(this.umap, { makeSearchGraph: () => undefined });
    // With neighbours given, umap-js reads nothing of the vectors but their number.
    this.umap.initializeFit(Array.from({ length: count }, () => []));
    this.placeAt(options.start, random);
  }

  /** Runs one epoch; returns how many are done. */
  step(): number {
    return this.umap.step();
  }

  /** The present layout, count × 2; a copy. */
  points(): Float32Array {
    const embedding = this.umap.getEmbedding();
    const points = new Float32Array(embedding.length * 2);
    embedding.forEach(([x, y], i) => points.set([x, y], i * 2));
    return points;
  }

  /** Spreads the start over [−10, 10], UMAP's usual span, with a little noise so that equal points can part. */
  private placeAt(start: Float32Array, random: () => number): void {
    const extent = start.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
    const scale = 10 / extent;
    this.umap.getEmbedding().forEach((point, i) => {
      point[0] = start[i * 2] * scale + (random() - 0.5) * 1e-3;
      point[1] = start[i * 2 + 1] * scale + (random() - 0.5) * 1e-3;
    });
  }
}

/** umap-js wants arrays of rows in which each point is its own first neighbour. */
function rowsWithSelf(
  values: Uint32Array | Float32Array,
  k: number,
  self: (row: number) => number,
): number[][] {
  return Array.from({ length: values.length / k }, (_, row) => [
    self(row),
    ...values.subarray(row * k, (row + 1) * k),
  ]);
}

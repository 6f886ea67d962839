import { NEAREST } from './assembly/job-kinds.ts';
import { floatBits, type JobRunner } from './job-runner.ts';

/** Queries of a part (assembly/neighbours/nearest.ts), and the scratch it takes for `kept` candidates of each. */
const BLOCK = 48;
const scratchBytes = (kept: number): number => 192 + 8 * BLOCK + 8 * kept + 8 * BLOCK * kept;
/** Candidates beyond k, so that the product's rounding can hardly leave a true neighbour out. */
const SPARE = 9;

/** Vectors, row by row. */
export interface VectorSet {
  data: Float32Array;
  count: number;
}

export interface NearestOptions {
  references: VectorSet;
  /** Default: the references, none of which is then its own neighbour. */
  queries?: VectorSet;
  dimensions: number;
  /** From 1 to the number of references, or one less without `queries`. */
  k: number;
}

/**
 * A search for the exact k nearest references of each query, advanced in turns by its owner. It holds memory of the
 * runner it was made on; `dispose` gives it back. The result is the same whoever runs the turns, and however long.
 */
export class NearestSearch {
  readonly total: number;
  done = 0;
  private readonly owner: JobRunner;
  private readonly options: NearestOptions;
  private readonly block: number;
  private readonly kept: number;
  private readonly words: number[];
  private readonly places: { rows: number; distances: number };

  /** @throws RangeError where k does not fit, or memory is short. */
  constructor(owner: JobRunner, options: NearestOptions) {
    const { references, queries = references, dimensions, k } = options;
    const isSelf = options.queries === undefined;
    const most = references.count - (isSelf ? 1 : 0);
    if (!Number.isInteger(k) || k < 1 || k > most) {
      throw new RangeError(`expected k from 1 to ${most} for ${references.count} points, found ${k}`);
    }
    this.owner = owner;
    this.options = options;
    this.total = queries.count;
    const kept = Math.min(k + SPARE, most);
    const panels = Math.ceil(references.count / 8);
    const [queryFloats, referenceFloats] = [queries.count * dimensions, references.count * dimensions];
    const sizes = [
      referenceFloats,
      isSelf ? 0 : queryFloats,
      queryFloats,
      queries.count,
      panels * 8 * dimensions,
      panels * 8,
    ];
    const floats = [...sizes, queries.count * k, queries.count * k];
    this.block = owner.allocate(floats.reduce((sum, size) => sum + align(4 * size), 64));
    let at = align(this.block);
    const [from, other, scaled, queryNorms, packed, norms, rows, distances] = floats.map((size) => {
      const offset = at;
      at += align(4 * size);
      return offset;
    });
    const view = (offset: number, size: number) => new Float32Array(owner.memory(), offset, size);
    view(from, referenceFloats).set(references.data);
    if (!isSelf) view(other, queryFloats).set(queries.data);
    const centre = averageRows(references, dimensions);
    const largest = packReferences(references, centre, view(packed, sizes[4]), view(norms, panels * 8));
    scaleQueries(queries, centre, view(scaled, queryFloats), view(queryNorms, queries.count));
    this.places = { rows, distances };
    this.words = [isSelf ? from : other, from, scaled, queryNorms, packed, norms, rows, distances];
    this.words.push(
      queries.count,
      references.count,
      dimensions,
      k,
      kept,
      0,
      isSelf ? 1 : 0,
      floatBits(largest),
    );
    this.kept = kept;
  }

  /** Looks at `queries` more, or the rest, on all threads of `runner`, which must work on the owner's memory. */
  advance(queries: number, runner = this.owner): void {
    const parts = Math.ceil(Math.min(queries, this.total - this.done) / BLOCK);
    const words = this.words.slice();
    words[13] = this.done;
    runner.run(NEAREST, parts, words, scratchBytes(this.kept));
    this.done = Math.min(this.total, this.done + parts * BLOCK);
  }

  /** queries × k rows and distances, nearest first, the lower row first where two are equally near; copies. */
  result(): { rows: Uint32Array; distances: Float32Array } {
    const size = this.total * this.options.k;
    return {
      rows: new Uint32Array(this.owner.memory(), this.places.rows, size).slice(),
      distances: new Float32Array(this.owner.memory(), this.places.distances, size).slice(),
    };
  }

  dispose(): void {
    this.owner.free(this.block);
  }
}

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/** About the middle of the points products round least. */
function averageRows({ data, count }: VectorSet, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (let row = 0, at = 0; row < count; row++) for (let i = 0; i < dimensions; i++) sums[i] += data[at++];
  return Float32Array.from(sums, (sum) => sum / count);
}

/** Panels of eight references, [panel][dimension][8], and |r|², ∞ where a panel has none; returns the largest |r|. */
function packReferences(
  { data, count }: VectorSet,
  centre: Float32Array,
  packed: Float32Array,
  norms: Float32Array,
): number {
  const dimensions = centre.length;
  packed.fill(0, Math.floor(count / 8) * 8 * dimensions);
  norms.fill(Infinity, count);
  let largest = 0;
  for (let row = 0, at = 0; row < count; row++) {
    let norm = 0;
    let to = Math.floor(row / 8) * 8 * dimensions + (row % 8);
    for (let i = 0; i < dimensions; i++, to += 8) {
      const value = Math.fround(data[at++] - centre[i]);
      packed[to] = value;
      norm += value * value;
    }
    norms[row] = norm;
    largest = Math.max(largest, norm);
  }
  // Rounded up: it is a bound.
  return Math.fround(Math.sqrt(largest) * (1 + 1e-6));
}

function scaleQueries(
  { data, count }: VectorSet,
  centre: Float32Array,
  scaled: Float32Array,
  norms: Float32Array,
): void {
  const dimensions = centre.length;
  for (let row = 0, at = 0; row < count; row++) {
    let norm = 0;
    for (let i = 0; i < dimensions; i++, at++) {
      const value = Math.fround(data[at] - centre[i]);
      scaled[at] = -2 * value;
      norm += value * value;
    }
    norms[row] = norm;
  }
}

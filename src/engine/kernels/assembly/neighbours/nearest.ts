/**
 * The exact k nearest references of a block of queries. All distances come from one product, |r|² − 2 q·r, whose
 * smallest few are kept; those are measured again as sums of squared differences in double precision and sorted by
 * (distance, row). A bound on the product's rounding tells whether a row that was not kept could still be nearer, as
 * among many equal points; then the query is compared with every reference.
 *
 * SCALED holds −2 (q − c), PACKED the panels of r − c, NORMS their |r − c|², ∞ beyond the last reference.
 */
import { MR, multiplyRows } from '../gemm/micro-kernel';
import { pointer, real, word } from '../job-words';
import { measureDistance, placeNearer, searchAll } from './nearer-rows';

const QUERIES: usize = 2;
const REFERENCES: usize = 3;
const SCALED: usize = 4;
const QUERY_NORMS: usize = 5;
const PACKED: usize = 6;
const NORMS: usize = 7;
const ROWS: usize = 8;
const DISTANCES: usize = 9;
const QUERY_COUNT: usize = 10;
const REFERENCE_COUNT: usize = 11;
const DIMENSIONS: usize = 12;
const K: usize = 13;
/** Candidates of a query; at least K. */
const KEPT: usize = 14;
/** The first query of part 0. */
const FIRST: usize = 15;
/** 1: queries are the references, and none is its own neighbour. */
const IS_SELF: usize = 16;
/** Largest |r − c|. */
const LARGEST: usize = 17;

/** Queries of a part: their rows stay in the first cache while the panels go by. */
const BLOCK: i32 = 48;

/** Scratch: a tile, then for each query its worst kept value, its number of candidates, their values and rows. */
const LIMITS: usize = 192;
const COUNTS: usize = LIMITS + 4 * BLOCK;
const CANDIDATES: usize = COUNTS + 4 * BLOCK;

export function nearestPart(job: usize, part: i32, scratch: usize): void {
  const first = word(job, FIRST) + part * BLOCK;
  const count = min(BLOCK, word(job, QUERY_COUNT) - first);
  const kept = word(job, KEPT);
  for (let i = 0; i < count; i++) {
    store<f32>(scratch + LIMITS + (i << 2), f32.POSITIVE_INFINITY);
    store<i32>(scratch + COUNTS + (i << 2), 0);
  }
  // Doubles come first, for their alignment: where a query's candidates are measured anew.
  const values = scratch + CANDIDATES + ((<usize>kept) << 3);
  gather(job, first, count, kept, values, scratch);
  for (let i = 0; i < count; i++) settle(job, first + i, i, kept, values, scratch);
}

/** Keeps for each query the `kept` smallest values of the product, of equal ones the lower rows. */
function gather(job: usize, first: i32, count: i32, kept: i32, values: usize, scratch: usize): void {
  const dimensions = word(job, DIMENSIONS);
  const rowBytes = (<usize>dimensions) << 2;
  const queries = pointer(job, SCALED) + <usize>first * rowBytes;
  const self = word(job, IS_SELF) != 0;
  const rows = values + (<usize>(BLOCK * kept) << 2);
  const columns = word(job, REFERENCE_COUNT);
  let panel = pointer(job, PACKED);
  let norms = pointer(job, NORMS);
  for (let column = 0; column < columns; column += 8, panel += rowBytes << 3, norms += 32) {
    for (let group = 0; group < count; group += MR) {
      const lines = min(MR, count - group);
      const from = queries + <usize>group * rowBytes;
      multiplyRows(from, rowBytes, lines, panel, dimensions, scratch, 32, norms, 0);
      for (let line = 0; line < lines; line++) {
        const tile = scratch + (line << 5);
        const query = group + line;
        const limit = v128.load_splat<f32>(scratch + LIMITS + (query << 2));
        const low = f32x4.lt(v128.load(tile), limit);
        const high = f32x4.lt(v128.load(tile, 16), limit);
        if (!v128.any_true(v128.or(low, high))) continue;
        const at = (<usize>(query * kept)) << 2;
        keep(tile, column, self ? first + query : -1, kept, values + at, rows + at, scratch, query);
      }
    }
  }
}

/** Takes what is below the limit out of eight values of one query. */
function keep(
  tile: usize,
  column: i32,
  own: i32,
  kept: i32,
  values: usize,
  rows: usize,
  scratch: usize,
  query: i32,
): void {
  const limits = scratch + LIMITS + (query << 2);
  const counts = scratch + COUNTS + (query << 2);
  for (let lane = 0; lane < 8; lane++) {
    const value = load<f32>(tile + (lane << 2));
    if (!(value < load<f32>(limits)) || column + lane == own) continue;
    let place = load<i32>(counts);
    if (place == kept) place--;
    else store<i32>(counts, place + 1);
    for (; place > 0 && load<f32>(values + ((place - 1) << 2)) > value; place--) {
      store<f32>(values + (place << 2), load<f32>(values + ((place - 1) << 2)));
      store<i32>(rows + (place << 2), load<i32>(rows + ((place - 1) << 2)));
    }
    store<f32>(values + (place << 2), value);
    store<i32>(rows + (place << 2), column + lane);
    if (load<i32>(counts) == kept) store<f32>(limits, load<f32>(values + ((kept - 1) << 2)));
  }
}

/** Measures a query's candidates exactly, sorts them, and writes the first K. */
function settle(job: usize, query: i32, line: i32, kept: i32, values: usize, scratch: usize): void {
  const dimensions = word(job, DIMENSIONS);
  const k = word(job, K);
  const references = pointer(job, REFERENCES);
  const rowBytes = (<usize>dimensions) << 2;
  const from = pointer(job, QUERIES) + <usize>query * rowBytes;
  const outRows = pointer(job, ROWS) + (<usize>query * k << 2);
  const outDistances = pointer(job, DISTANCES) + (<usize>query * k << 2);
  const exact = scratch + CANDIDATES;
  const at = (<usize>(line * kept)) << 2;
  const candidates = values + (<usize>(BLOCK * kept) << 2) + at;
  const count = load<i32>(scratch + COUNTS + (line << 2));
  let found = 0;
  for (let i = 0; i < count; i++) {
    const row = load<i32>(candidates + (i << 2));
    const distance = measureDistance(from, references + <usize>row * rowBytes, dimensions);
    found = placeNearer(exact, outRows, found, k, distance, row);
  }
  const own = word(job, IS_SELF) != 0 ? query : -1;
  const all = word(job, REFERENCE_COUNT) - (own < 0 ? 0 : 1);
  if (count < all) {
    const norm = <f64>load<f32>(pointer(job, QUERY_NORMS) + (query << 2));
    const reach = sqrt(norm) + <f64>real(job, LARGEST);
    const rounding = <f64>(dimensions + 8) * 1.1920928955078125e-7 * reach * reach;
    const beyond = <f64>load<f32>(values + at + ((count - 1) << 2)) + norm - rounding;
    // Fewer than it could keep: the product overflowed.
    if (count < kept || !(beyond > load<f64>(exact + ((k - 1) << 3))))
      searchAll(from, references, word(job, REFERENCE_COUNT), dimensions, own, k, exact, outRows);
  }
  for (let i = 0; i < k; i++)
    store<f32>(outDistances + (i << 2), <f32>sqrt(load<f64>(exact + (i << 3))));
}

/**
 * A block of C = A·B (+ bias) (ReLU), as tiles of MR×8. B is packed (pack-panels.ts). k is cut into equal runs of at
 * most `MAX_RUN`, so that a panel's run (20 KB) and six rows of A stay in the first cache; the block of A ought to
 * stay in the second. The order of summation depends on k alone.
 */
import { ACCUMULATE, MR, multiplyColumns, multiplyRows, RELU } from './micro-kernel';

const MAX_RUN: i32 = 640;
/** Scratch for a tile that hangs over C's edge: 6 × 8 floats, the larger MR. */
export const TILE_BYTES: i32 = 192;

/** A row-major, `m` rows; `c` and `bias` (0: none; padded to 8) and `packed` start at the block's first column. */
export function multiplyRowBlock(
  a: usize,
  aRowBytes: usize,
  m: i32,
  packed: usize,
  k: i32,
  n: i32,
  c: usize,
  cRowBytes: usize,
  bias: usize,
  relu: bool,
  tile: usize,
): void {
  const run = runLength(k);
  let start = 0;
  do {
    const length = min(run, k - start);
    const last = start + length >= k;
    const flags = (start > 0 ? ACCUMULATE : 0) | (last && relu ? RELU : 0);
    for (let column = 0; column < n; column += 8) {
      const b = packed + (<usize>(column >> 3) * k + start << 5);
      const tileBias: usize = last && bias ? bias + (column << 2) : 0;
      const columns = min(8, n - column);
      for (let row = 0; row < m; row += MR) {
        const from = a + <usize>row * aRowBytes + (start << 2);
        const to = c + <usize>row * cRowBytes + (column << 2);
        const rows = min(MR, m - row);
        if (rows == MR && columns == 8) {
          multiplyRows(from, aRowBytes, MR, b, length, to, cRowBytes, tileBias, flags);
        } else {
          if (start > 0) copyTile(tile, 32, to, cRowBytes, rows, columns);
          multiplyRows(from, aRowBytes, rows, b, length, tile, 32, tileBias, flags);
          copyTile(to, cRowBytes, tile, 32, rows, columns);
        }
      }
    }
    start += length;
  } while (start < k);
}

/**
 * A column-major: [k][m], `aStepBytes` from one k to the next; up to five values beyond m are read. All of k is one
 * run, so keep it short. `accumulate`: C holds a part of the sum already.
 */
export function multiplyColumnBlock(
  a: usize,
  aStepBytes: usize,
  m: i32,
  packed: usize,
  k: i32,
  n: i32,
  c: usize,
  cRowBytes: usize,
  bias: usize,
  flags: i32,
  tile: usize,
): void {
  for (let column = 0; column < n; column += 8) {
    const b = packed + (<usize>(column >> 3) * k << 5);
    const tileBias: usize = bias ? bias + (column << 2) : 0;
    const columns = min(8, n - column);
    for (let row = 0; row < m; row += MR) {
      const from = a + (row << 2);
      const to = c + <usize>row * cRowBytes + (column << 2);
      const rows = min(MR, m - row);
      if (rows == MR && columns == 8) {
        multiplyColumns(from, aStepBytes, b, k, to, cRowBytes, tileBias, flags);
      } else {
        if (flags & ACCUMULATE) copyTile(tile, 32, to, cRowBytes, rows, columns);
        multiplyColumns(from, aStepBytes, b, k, tile, 32, tileBias, flags);
        copyTile(to, cRowBytes, tile, 32, rows, columns);
      }
    }
  }
}

function runLength(k: i32): i32 {
  const runs = max(1, (k + MAX_RUN - 1) / MAX_RUN);
  return (k + runs - 1) / runs;
}

export function copyTile(
  to: usize,
  toRowBytes: usize,
  from: usize,
  fromRowBytes: usize,
  rows: i32,
  columns: i32,
): void {
  for (let row = 0; row < rows; row++, to += toRowBytes, from += fromRowBytes)
    if (columns == 8) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    } else {
      for (let column = 0; column < columns; column++)
        store<f32>(to + (column << 2), load<f32>(from + (column << 2)));
    }
}

/**
 * C[batch] = A[batch]·B[batch] (+ bias) (ReLU), with B packed and A as it is or transposed. One part is a block of
 * rows × a block of panels of one matrix. A transposed A ([k][m]) is copied, block by block, into rows whose length is an odd
 * number of cache lines: a column of a wide matrix would otherwise fall into a few sets of the cache.
 */
import { copyFloats } from './copy-floats';
import { ACCUMULATE, RELU } from './micro-kernel';
import { multiplyColumnBlock, multiplyRowBlock, TILE_BYTES } from './multiply-block';

const A: usize = 8;
const PACKED: usize = 12;
const C: usize = 16;
const M: usize = 20;
const N: usize = 24;
const K: usize = 28;
const TRANSPOSE_A: usize = 32;
/** In elements from one matrix of the batch to the next; 0 where the matrix is shared. */
const A_STRIDE: usize = 36;
const PACKED_STRIDE: usize = 40;
const BLOCK_ROWS: usize = 44;
const BLOCK_COLUMNS: usize = 48;
const BIAS: usize = 52;
const IS_RELU: usize = 56;

/** Steps of a transposed A that are copied at a time; scratch is TILE_BYTES + RUN × (BLOCK_ROWS + 21) floats. */
const RUN: i32 = 256;

export function batchMultiplyPart(job: usize, part: i32, scratch: usize): void {
  const m = load<i32>(job + M);
  const n = load<i32>(job + N);
  const k = load<i32>(job + K);
  const blockRows = load<i32>(job + BLOCK_ROWS);
  const blockColumns = load<i32>(job + BLOCK_COLUMNS);
  const rowBlocks = (m + blockRows - 1) / blockRows;
  const columnBlocks = (n + blockColumns - 1) / blockColumns;
  const batch = part / (rowBlocks * columnBlocks);
  const block = part % (rowBlocks * columnBlocks);
  const row = (block / columnBlocks) * blockRows;
  const column = (block % columnBlocks) * blockColumns;
  const rows = min(blockRows, m - row);
  const columns = min(blockColumns, n - column);
  const a = load<usize>(job + A) + (<usize>batch * load<i32>(job + A_STRIDE) << 2);
  const packed =
    load<usize>(job + PACKED) + (<usize>batch * load<i32>(job + PACKED_STRIDE) + <usize>column * k << 2);
  const c = load<usize>(job + C) + ((<usize>batch * m + row) * n + column << 2);
  const bias = load<usize>(job + BIAS);
  const blockBias: usize = bias ? bias + (column << 2) : 0;
  const relu = load<i32>(job + IS_RELU) != 0;
  if (load<i32>(job + TRANSPOSE_A) == 0) {
    const from = a + (<usize>row * k << 2);
    multiplyRowBlock(from, k << 2, rows, packed, k, columns, c, n << 2, blockBias, relu, scratch);
    return;
  }
  // Not one run of k after the other as in multiplyRowBlock, but k within panel: B's runs need not be packed anew.
  const stepFloats = ((rows + 15 + 5) >> 4 | 1) << 4;
  const copy = scratch + TILE_BYTES;
  let start = 0;
  do {
    const length = min(RUN, k - start);
    for (let step = 0; step < length; step++)
      copyFloats(copy + (<usize>step * stepFloats << 2), a + (<usize>(start + step) * m + row << 2), rows);
    const last = start + length >= k;
    const flags = (start > 0 ? ACCUMULATE : 0) | (last && relu ? RELU : 0);
    for (let j = 0; j < columns; j += 8)
      multiplyColumnBlock(
        copy,
        stepFloats << 2,
        rows,
        packed + (<usize>j * k + (start << 3) << 2),
        length,
        min(8, columns - j),
        c + (j << 2),
        n << 2,
        last && blockBias ? blockBias + (j << 2) : 0,
        flags,
        scratch,
      );
    start += length;
  } while (start < k);
}

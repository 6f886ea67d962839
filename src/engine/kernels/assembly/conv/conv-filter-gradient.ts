/**
 * dFilter [k][outChannels] = patches of x, transposed, times dy. One part is a chunk of pixels with a partial sum of
 * its own; their number depends on the shape alone, and a second job (gemm/add-partials.ts) adds them in order. Within
 * a chunk, blocks of pixels: patches into rows of an odd number of cache lines (so that a column does not fall into a
 * few sets of the cache), dy into panels of eight.
 */
import { clearFloats, copyFloats } from '../gemm/copy-floats';
import { ACCUMULATE } from '../gemm/micro-kernel';
import { multiplyColumnBlock, TILE_BYTES } from '../gemm/multiply-block';
import { copyPatches } from './copy-patches';
import {
  BATCH,
  FILTER_HEIGHT,
  FILTER_WIDTH,
  IN_CHANNELS,
  OUT_CHANNELS,
  OUT_HEIGHT,
  OUT_WIDTH,
  OWN,
} from './geometry';

const X: usize = OWN;
const DY: usize = OWN + 4;
/** [chunk][k][outChannels]. */
const PARTIALS: usize = OWN + 8;
const CHUNK_PIXELS: usize = OWN + 12;
const BLOCK_PIXELS: usize = OWN + 16;

export function convFilterGradientPart(job: usize, chunk: i32, scratch: usize): void {
  const pixels = load<i32>(job + BATCH) * load<i32>(job + OUT_HEIGHT) * load<i32>(job + OUT_WIDTH);
  const n = load<i32>(job + OUT_CHANNELS);
  const k = load<i32>(job + FILTER_HEIGHT) * load<i32>(job + FILTER_WIDTH) * load<i32>(job + IN_CHANNELS);
  const panels = (n + 7) >> 3;
  const blockPixels = load<i32>(job + BLOCK_PIXELS);
  const rowBytes: usize = (((k + 5 + 15) >> 4) | 1) << 6;
  const packed = scratch + TILE_BYTES;
  const patches = packed + (<usize>blockPixels * panels << 5);
  const x = load<usize>(job + X);
  const dy = load<usize>(job + DY);
  const partial = load<usize>(job + PARTIALS) + (<usize>chunk * k * n << 2);
  const first = chunk * load<i32>(job + CHUNK_PIXELS);
  const end = min(pixels, first + load<i32>(job + CHUNK_PIXELS));
  for (let pixel = first; pixel < end; pixel += blockPixels) {
    const count = min(blockPixels, end - pixel);
    copyPatches(job, x, pixel, count, patches, rowBytes);
    packRows(dy + (<usize>pixel * n << 2), count, n, packed);
    const flags = pixel > first ? ACCUMULATE : 0;
    multiplyColumnBlock(patches, rowBytes, k, packed, count, n, partial, n << 2, 0, flags, scratch);
  }
}

/** [count][n] into [⌈n/8⌉][count][8]. */
function packRows(from: usize, count: i32, n: i32, to: usize): void {
  for (let column = 0; column < n; column += 8) {
    let row = from + (column << 2);
    const columns = min(8, n - column);
    for (let i = 0; i < count; i++, row += <usize>n << 2, to += 32) {
      if (columns == 8) {
        v128.store(to, v128.load(row));
        v128.store(to, v128.load(row, 16), 16);
      } else {
        copyFloats(to, row, columns);
        clearFloats(to + (columns << 2), 8 - columns);
      }
    }
  }
}

/**
 * y = conv(x, filter) (+ bias) (ReLU) (2×2 max pool), 3×3 at stride 1, by Winograd's F(6×6, 3×3) and F(4×4, 3×3), mixed so that the
 * tiles fit the image (winograd-tiles.ts). One part is a block of tiles of one kind: they are transformed to V
 * [8×8][tile][in], multiplied in each plane by the transformed filter (packed, see winograd-filter.ts) to M
 * [8×8][tile][out], and M is transformed back. Planes lie an odd number of cache lines apart, so that the values of a
 * tile do not compete for a few sets. Channels are multiples of four.
 */
import { ACCUMULATE, MR, multiplyRows } from '../gemm/micro-kernel';
import { BATCH, IN_CHANNELS, OUT_CHANNELS } from './geometry';
import { transformInputTiles } from './winograd-input';
import { transformOutputTiles } from './winograd-output';
import {
  hasLargeColumns,
  hasLargeRows,
  KINDS,
  oddLines,
  PLANES,
  TILE_WORK_BYTES,
  tileColumns,
  tileRows,
  TILES_OWN,
} from './winograd-tiles';

const X: usize = TILES_OWN;
const FILTER: usize = TILES_OWN + 4;
const BIAS: usize = TILES_OWN + 8;
const Y: usize = TILES_OWN + 12;
const IS_RELU: usize = TILES_OWN + 16;
const BLOCK_TILES: usize = TILES_OWN + 20;
/** Panels of out channels that are multiplied and transformed back at a time. */
const BLOCK_PANELS: usize = TILES_OWN + 24;
/** 2 for a max pool of two by two, whose last odd row or column is left out; else 1. */
const POOL: usize = TILES_OWN + 28;
/**
 * Channels whose products are summed at a time. The transforms back enlarge rounding errors, and short sums have
 * small ones: with 256 channels the largest error is 8e-5 of y's root mean square in one run, 5e-5 in two.
 */
const RUN: i32 = 128;

export function winogradForwardPart(job: usize, part: i32, scratch: usize): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const blockTiles = load<i32>(job + BLOCK_TILES);
  const blockPanels = load<i32>(job + BLOCK_PANELS);
  let kind = 0;
  let tiles = 0;
  let block = part;
  for (; kind < KINDS; kind++) {
    tiles = load<i32>(job + BATCH) * tileRows(job, kind) * tileColumns(job, kind);
    const blocks = (tiles + blockTiles - 1) / blockTiles;
    if (block < blocks) break;
    block -= blocks;
  }
  const first = block * blockTiles;
  const count = min(blockTiles, tiles - first);
  const rowPoints = hasLargeRows(kind) ? 8 : 6;
  const columnPoints = hasLargeColumns(kind) ? 8 : 6;
  const panels = (outChannels + 7) >> 3;
  const panelBytes: usize = inChannels << 5;
  const filterPlaneBytes: usize = panels * panelBytes + 64;
  const vTileBytes: usize = inChannels << 2;
  const vPlaneBytes = oddLines(blockTiles * vTileBytes);
  const mTileBytes: usize = blockPanels << 5;
  const mPlaneBytes = oddLines(blockTiles * mTileBytes);
  const v = scratch + 2 * TILE_WORK_BYTES;
  const m = v + PLANES * vPlaneBytes;
  const floor = f32x4.splat(load<i32>(job + IS_RELU) ? 0 : -Infinity);

  transformInputTiles(job, load<usize>(job + X), kind, first, count, v, vTileBytes, vPlaneBytes, scratch);
  for (let panel = 0; panel < panels; panel += blockPanels) {
    const width = min(blockPanels, panels - panel);
    for (let row = 0; row < rowPoints; row++)
      for (let column = 0; column < columnPoints; column++) {
        const plane: usize = (row << 3) + column;
        const b = load<usize>(job + FILTER) + plane * filterPlaneBytes + panel * panelBytes;
        multiplyPlane(
          v + plane * vPlaneBytes, vTileBytes, count, b, inChannels, width, m + plane * mPlaneBytes, mTileBytes);
      }
    const channel = panel << 3;
    const end = min(outChannels, (panel + width) << 3);
    transformOutputTiles(
      job, load<usize>(job + Y), kind, first, count, m, mTileBytes, mPlaneBytes,
      channel, end, load<usize>(job + BIAS), floor, load<i32>(job + POOL), scratch);
  }
}

/** C [tile][panel][8] = A [tile][k] · B [panel][k][8]; C has room for tiles up to a multiple of MR. */
function multiplyPlane(
  a: usize,
  aRowBytes: usize,
  tiles: i32,
  b: usize,
  k: i32,
  panels: i32,
  c: usize,
  cRowBytes: usize,
): void {
  const panelBytes = <usize>k << 5;
  for (let panel = 0; panel < panels; panel++, b += panelBytes, c += 32)
    for (let start = 0; start < k; start += RUN)
      for (let tile = 0; tile < tiles; tile += MR)
        multiplyRows(
          a + tile * aRowBytes + (start << 2), aRowBytes, tiles - tile, b + (start << 5), min(RUN, k - start),
          c + tile * cRowBytes, cRowBytes, 0, start > 0 ? ACCUMULATE : 0);
}

/**
 * The first half of a filter gradient (winograd-filter-gradient.ts): tiles of x to V = Bᵀ x B [8×8][tile][in] and of dy
 * to Z = A dy Aᵀ [8×8][⌈out/8⌉][tile][8], the orders in which the micro-kernel reads its left side by columns and its
 * right side. V and Z lie in a thread's scratch and hold one slice of the tiles of each kind.
 */
import { clearLine, copyLine } from '../gemm/copy-floats';
import { BATCH, IN_CHANNELS, OUT_CHANNELS, OUT_HEIGHT, OUT_WIDTH } from './geometry';
import { transformInputTiles } from './winograd-input';
import { transformGradientLines } from './winograd-output-lines';
import {
  hasLargeColumns,
  hasLargeRows,
  KINDS,
  oddLines,
  TILE_WORK_BYTES,
  tileColumns,
  tileLeft,
  tileRows,
  tileTop,
  TILES_OWN,
} from './winograd-tiles';

const X: usize = TILES_OWN;
const DY: usize = TILES_OWN + 4;
/** Tiles that V, and Z after it, have room for. */
export const ROOM: usize = TILES_OWN + 8;
/** Slices of all tiles together. */
export const SLICES: usize = TILES_OWN + 12;
/** The first word of the products. */
export const PRODUCTS_OWN: usize = TILES_OWN + 16;

/** A column of V is read down the tiles: rows of an odd number of cache lines spread it over the cache. */
export function vTileBytes(job: usize): usize {
  return oddLines(<usize>(load<i32>(job + IN_CHANNELS) + 5) << 2);
}

export function vPlaneBytes(job: usize): usize {
  return oddLines(load<i32>(job + ROOM) * vTileBytes(job));
}

export function zPlaneBytes(job: usize): usize {
  return oddLines(<usize>((load<i32>(job + OUT_CHANNELS) + 7) >> 3) * load<i32>(job + ROOM) * 32);
}

/** Where slice `slice` begins among all tiles of a kind; the slices share out each kind as evenly as can be. */
export function sliceStart(job: usize, kind: i32, slice: i32): i32 {
  const tiles = load<i32>(job + BATCH) * tileRows(job, kind) * tileColumns(job, kind);
  return <i32>((<i64>tiles * slice) / load<i32>(job + SLICES));
}

/** A slice to V and Z, tiles in the order of their kinds. `work` is scratch of 2 × TILE_WORK_BYTES. */
export function transformGradientSlice(job: usize, slice: i32, v: usize, z: usize, work: usize): void {
  const tileBytes = vTileBytes(job);
  for (let kind = 0; kind < KINDS; kind++) {
    const first = sliceStart(job, kind, slice);
    const count = sliceStart(job, kind, slice + 1) - first;
    transformInputTiles(job, load<usize>(job + X), kind, first, count, v, tileBytes, vPlaneBytes(job), work);
    transformGradientTiles(job, kind, first, count, z, work);
    v += count * tileBytes;
    z += count << 5;
  }
}

function transformGradientTiles(job: usize, kind: i32, first: i32, count: i32, z: usize, work: usize): void {
  const height = load<i32>(job + OUT_HEIGHT);
  const width = load<i32>(job + OUT_WIDTH);
  const channels = load<i32>(job + OUT_CHANNELS);
  const rows = tileRows(job, kind);
  const columns = tileColumns(job, kind);
  const rowPoints = hasLargeRows(kind) ? 8 : 6;
  const columnPoints = hasLargeColumns(kind) ? 8 : 6;
  const pixelBytes: usize = channels << 2;
  const lineBytes = width * pixelBytes;
  const planeBytes = zPlaneBytes(job);
  const panelBytes = <usize>load<i32>(job + ROOM) << 5;
  const copy = work + TILE_WORK_BYTES;
  for (let tile = first; tile < first + count; tile++, z += 32) {
    const top = tileTop(job, kind, (tile / columns) % rows);
    const left = tileLeft(job, kind, tile % columns);
    const image = load<usize>(job + DY) + <usize>(tile / (columns * rows)) * height * lineBytes;
    const isInside = top + rowPoints - 2 <= height && left + columnPoints - 2 <= width;
    for (let channel = 0; channel < channels; channel += 16) {
      const floats = min(16, channels - channel);
      const vectors = floats >> 2;
      const from = image + top * lineBytes + left * pixelBytes + (channel << 2);
      if (isInside) {
        transformGradientLines(rowPoints, columnPoints - 2, vectors, from, lineBytes, pixelBytes, work, 512, 64);
      } else {
        for (let row = 0; row < rowPoints - 2; row++)
          for (let column = 0; column < columnPoints - 2; column++) {
            const to = copy + (row << 9) + (column << 6);
            if (top + row < height && left + column < width)
              copyLine(to, from + row * lineBytes + column * pixelBytes, floats);
            else clearLine(to);
          }
        transformGradientLines(rowPoints, columnPoints - 2, vectors, copy, 512, 64, work, 512, 64);
      }
      let to = z + <usize>(channel >> 3) * panelBytes;
      for (let vector = 0; vector < vectors; vector += 2, to += panelBytes)
        transformGradientLines(
          columnPoints, rowPoints, min(2, vectors - vector), work + (vector << 4), 64, 512, to, planeBytes,
          planeBytes << 3);
    }
  }
}

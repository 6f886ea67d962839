/**
 * How Winograd's convolutions cut the output into tiles. Each axis is cut into large tiles of six outputs, then small
 * ones of four (winograd-plan.ts says how many): 28 = 6+6+6+6+4, 14 = 6+4+4. An image has tiles of four kinds, rows ×
 * columns: 0: 6×4, 1: 6×6, 2: 4×6, 3: 4×4. Tiles of a kind count through batch, rows and columns.
 *
 * A large tile is transformed at the points 0, ±1, ±2, ∞, ±½, a small one at the first six of them. So the filter is
 * transformed once, to 8×8 planes, and a plane (i, j) has the tiles whose rows have point i and whose columns have j.
 * In the order of the kinds these lie side by side.
 */
import { OWN } from './geometry';

export const LARGE_ROWS: usize = OWN;
export const SMALL_ROWS: usize = OWN + 4;
export const LARGE_COLUMNS: usize = OWN + 8;
export const SMALL_COLUMNS: usize = OWN + 12;
/** The first word of the kernel's own. */
export const TILES_OWN: usize = OWN + 16;

export const PLANES: i32 = 64;
export const POINTS: i32 = 8;
export const KINDS: i32 = 4;
/** 8×8 pixels of up to 16 channels: a cache line for each. */
export const TILE_WORK_BYTES: usize = 4096;

// @ts-ignore: decorator
@inline
export function hasLargeRows(kind: i32): bool {
  return kind < 2;
}

// @ts-ignore: decorator
@inline
export function hasLargeColumns(kind: i32): bool {
  return kind == 1 || kind == 2;
}

/** Of an image. */
// @ts-ignore: decorator
@inline
export function tileRows(job: usize, kind: i32): i32 {
  return load<i32>(job + (hasLargeRows(kind) ? LARGE_ROWS : SMALL_ROWS));
}

// @ts-ignore: decorator
@inline
export function tileColumns(job: usize, kind: i32): i32 {
  return load<i32>(job + (hasLargeColumns(kind) ? LARGE_COLUMNS : SMALL_COLUMNS));
}

/** The first output row of a tile: the large ones come first. */
// @ts-ignore: decorator
@inline
export function tileTop(job: usize, kind: i32, row: i32): i32 {
  return hasLargeRows(kind) ? row * 6 : load<i32>(job + LARGE_ROWS) * 6 + (row << 2);
}

// @ts-ignore: decorator
@inline
export function tileLeft(job: usize, kind: i32, column: i32): i32 {
  return hasLargeColumns(kind) ? column * 6 : load<i32>(job + LARGE_COLUMNS) * 6 + (column << 2);
}

/** The next larger number of bytes that is an odd number of cache lines: such strides spread over a cache's sets. */
// @ts-ignore: decorator
@inline
export function oddLines(bytes: usize): usize {
  return (((bytes + 63) >> 6) | 1) << 6;
}

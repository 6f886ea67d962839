/**
 * Filter gradient of a 3×3 convolution at stride 1 in Winograd's domain: with V = Bᵀ x B and Z = A dy Aᵀ of each tile,
 * dU = Σ over tiles of Vᵀ Z in each of the 8×8 planes, and dFilter = Gᵀ dU G, once at the end. Tiles of all sizes add
 * to the same dU, as they share one transform of the filter.
 *
 * Tiles are worked off in slices. A job multiplies one slice, one part a plane, and transforms the next
 * (winograd-gradient-tiles.ts), so that threads wait for each other once a slice and what is bound by memory runs beside
 * what is not. Every sum is added in the order of the slices, by one thread at a time, and dU is there once.
 */
import { ACCUMULATE, MR, multiplyColumns } from '../gemm/micro-kernel';
import { IN_CHANNELS, OUT_CHANNELS } from './geometry';
import { transformFilterGradient } from './winograd-filter-lines';
import {
  PRODUCTS_OWN,
  ROOM,
  transformGradientSlicePart,
  vPlaneBytes,
  vTileBytes,
  zPlaneBytes,
} from './winograd-gradient-tiles';
import { PLANES } from './winograd-tiles';

/** Parts that transform; they come first, as they are the longer ones. */
const TRANSFORM_PARTS: usize = PRODUCTS_OWN;
/** V and Z of the slice to multiply, and its tiles of each kind. */
const SOURCE: usize = PRODUCTS_OWN + 4;
const COUNTS: usize = PRODUCTS_OWN + 8;
/** dU [8×8][⌈in/MR⌉][⌈out/8⌉][MR][8], planes a cache line further apart: tiles of the product in order. */
const SUMS: usize = PRODUCTS_OWN + 24;
const IS_FIRST: usize = PRODUCTS_OWN + 28;
const D_FILTER: usize = PRODUCTS_OWN + 32;
/** Sums of dy [⌈out/8⌉][8], or 0 if not wanted. */
const D_BIAS: usize = PRODUCTS_OWN + 36;
/** Both points are 1, and the transform there is the sum of the tile. */
const SUM_PLANE: i32 = 9;

/** Scratch: 2 × TILE_WORK_BYTES. */
export function winogradFilterGradientPart(job: usize, part: i32, scratch: usize): void {
  const transforms = load<i32>(job + TRANSFORM_PARTS);
  if (part < transforms) transformGradientSlicePart(job, part, scratch);
  else multiplyPlane(job, part - transforms);
}

function multiplyPlane(job: usize, plane: i32): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const panels = (load<i32>(job + OUT_CHANNELS) + 7) >> 3;
  // Kinds are in such an order that a plane's tiles lie side by side.
  const n0 = load<i32>(job + COUNTS), n1 = load<i32>(job + COUNTS, 4);
  const n2 = load<i32>(job + COUNTS, 8), n3 = load<i32>(job + COUNTS, 12);
  const needsLargeRows = (plane >> 3) >= 6;
  const needsLargeColumns = (plane & 7) >= 6;
  const first = needsLargeColumns ? n0 : 0;
  const end = needsLargeRows ? n0 + n1 : needsLargeColumns ? n0 + n1 + n2 : n0 + n1 + n2 + n3;
  const step = vTileBytes(job);
  const room = <usize>load<i32>(job + ROOM);
  const v = load<usize>(job + SOURCE);
  const z = v + PLANES * vPlaneBytes(job);
  let a = v + plane * vPlaneBytes(job) + first * step;
  let c = load<usize>(job + SUMS) + plane * sumPlaneBytes(inChannels, panels);
  const flags = load<i32>(job + IS_FIRST) ? 0 : ACCUMULATE;
  if (plane == SUM_PLANE && load<usize>(job + D_BIAS))
    addTiles(z + plane * zPlaneBytes(job), end, panels, room << 5, load<usize>(job + D_BIAS), flags);
  for (let channel = 0; channel < inChannels; channel += MR, a += MR << 2) {
    let b = z + plane * zPlaneBytes(job) + (<usize>first << 5);
    for (let panel = 0; panel < panels; panel++, b += room << 5, c += MR << 5)
      multiplyColumns(a, step, b, end - first, c, 32, 0, flags);
  }
}

function addTiles(z: usize, tiles: i32, panels: i32, panelBytes: usize, sums: usize, flags: i32): void {
  for (let panel = 0; panel < panels; panel++, z += panelBytes, sums += 32) {
    let low = f32x4.splat(0);
    let high = low;
    for (let tile = z; tile < z + (<usize>tiles << 5); tile += 32) {
      low = f32x4.add(low, v128.load(tile));
      high = f32x4.add(high, v128.load(tile, 16));
    }
    v128.store(sums, flags & ACCUMULATE ? f32x4.add(v128.load(sums), low) : low);
    v128.store(sums, flags & ACCUMULATE ? f32x4.add(v128.load(sums, 16), high) : high, 16);
  }
}

// @ts-ignore: decorator
@inline
function sumPlaneBytes(inChannels: i32, panels: i32): usize {
  return <usize>(((inChannels + MR - 1) / MR) * panels * (MR << 5)) + 64;
}

/** dU back to the filter's taps; one part is one in channel. Scratch: 24 vectors. */
export function winogradFilterGradientSumPart(job: usize, channel: i32, scratch: usize): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const panels = (outChannels + 7) >> 3;
  const planeBytes = sumPlaneBytes(inChannels, panels);
  const tapBytes: usize = inChannels * outChannels << 2;
  const sums = load<usize>(job + SUMS) + <usize>((channel / MR) * panels * (MR << 5)) + <usize>((channel % MR) << 5);
  for (let out = 0; out < outChannels; out += 4) {
    const from = sums + <usize>(out >> 3) * (MR << 5) + ((out & 4) << 2);
    for (let column: usize = 0; column < 8; column++)
      transformFilterGradient(from + column * planeBytes, planeBytes << 3, scratch + (column << 4), 128);
    let to = load<usize>(job + D_FILTER) + (<usize>channel * outChannels << 2) + (out << 2);
    for (let row: usize = 0; row < 384; row += 128, to += 3 * tapBytes)
      transformFilterGradient(scratch + row, 16, to, tapBytes);
  }
}

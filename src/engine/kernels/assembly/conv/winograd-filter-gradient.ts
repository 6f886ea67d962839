/**
 * Filter gradient of a 3×3 convolution at stride 1 in Winograd's domain: with V = Bᵀ x B and Z = A dy Aᵀ of each tile,
 * dU = Σ over tiles of Vᵀ Z in each of the 8×8 planes, and dFilter = Gᵀ dU G, once at the end. Tiles of all sizes add
 * to the same dU, as they share one transform of the filter.
 *
 * One part is a chunk of the tiles, and has a dU of its own: slice after slice is transformed (winograd-gradient-tiles.ts)
 * and multiplied, so that V and Z are read by the thread that wrote them. Where one thread transformed what another
 * multiplied, two threads were 1.6 times as fast as one, and are 1.9 times so. `ADD_PARTIALS` adds the chunks up.
 */
import { ACCUMULATE, MR, multiplyColumns } from '../gemm/micro-kernel';
import { IN_CHANNELS, OUT_CHANNELS } from './geometry';
import { transformFilterGradient } from './winograd-filter-lines';
import {
  PRODUCTS_OWN,
  ROOM,
  sliceStart,
  transformGradientSlice,
  vPlaneBytes,
  vTileBytes,
  zPlaneBytes,
} from './winograd-gradient-tiles';
import { PLANES, TILE_WORK_BYTES } from './winograd-tiles';

/** Slices of a chunk. */
const CHUNK_SLICES: usize = PRODUCTS_OWN;
/**
 * dU of each chunk, [8×8][⌈in/MR⌉][⌈out/8⌉][MR][8] (planes a cache line further apart: tiles of the product in order),
 * and at the end of it the sums of dy [⌈out/8⌉][8].
 */
const SUMS: usize = PRODUCTS_OWN + 4;
const CHUNK_BYTES: usize = PRODUCTS_OWN + 8;
const D_FILTER: usize = PRODUCTS_OWN + 12;
/** Both points are 1, and the transform there is the sum of the tile. */
const SUM_PLANE: i32 = 9;

/** Scratch: 2 × TILE_WORK_BYTES, V, Z. */
export function winogradFilterGradientPart(job: usize, chunk: i32, scratch: usize): void {
  const slices = load<i32>(job + CHUNK_SLICES);
  const sums = load<usize>(job + SUMS) + chunk * load<usize>(job + CHUNK_BYTES);
  const v = scratch + 2 * TILE_WORK_BYTES;
  const z = v + PLANES * vPlaneBytes(job);
  for (let index = 0; index < slices; index++) {
    const slice = chunk * slices + index;
    transformGradientSlice(job, slice, v, z, scratch);
    for (let plane = 0; plane < PLANES; plane++)
      multiplyPlane(job, plane, slice, v, z, sums, index > 0 ? ACCUMULATE : 0);
  }
}

function multiplyPlane(job: usize, plane: i32, slice: i32, v: usize, z: usize, sums: usize, flags: i32): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const panels = (load<i32>(job + OUT_CHANNELS) + 7) >> 3;
  // Kinds are in such an order that a plane's tiles lie side by side.
  const n0 = sliceTiles(job, 0, slice), n1 = sliceTiles(job, 1, slice);
  const n2 = sliceTiles(job, 2, slice), n3 = sliceTiles(job, 3, slice);
  const needsLargeRows = (plane >> 3) >= 6;
  const needsLargeColumns = (plane & 7) >= 6;
  const first = needsLargeColumns ? n0 : 0;
  const end = needsLargeRows ? n0 + n1 : needsLargeColumns ? n0 + n1 + n2 : n0 + n1 + n2 + n3;
  const step = vTileBytes(job);
  const panelBytes = <usize>load<i32>(job + ROOM) << 5;
  z += plane * zPlaneBytes(job);
  if (plane == SUM_PLANE)
    addTiles(z, end, panels, panelBytes, sums + load<usize>(job + CHUNK_BYTES) - (panels << 5), flags);
  let a = v + plane * vPlaneBytes(job) + first * step;
  let c = sums + plane * sumPlaneBytes(inChannels, panels);
  for (let channel = 0; channel < inChannels; channel += MR, a += MR << 2) {
    let b = z + (<usize>first << 5);
    for (let panel = 0; panel < panels; panel++, b += panelBytes, c += MR << 5)
      multiplyColumns(a, step, b, end - first, c, 32, 0, flags);
  }
}

// @ts-ignore: decorator
@inline
function sliceTiles(job: usize, kind: i32, slice: i32): i32 {
  return sliceStart(job, kind, slice + 1) - sliceStart(job, kind, slice);
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

/**
 * Filter gradient of a 3×3 convolution at stride 1 in Winograd's domain: with V = Bᵀ x B and Z = A dy Aᵀ of each tile,
 * dU = Σ over tiles of Vᵀ Z in each of the 8×8 planes, and dFilter = Gᵀ dU G, once at the end. Tiles of all sizes add
 * to the same dU, as they share one transform of the filter.
 *
 * Tiles are worked off in slices, each by two jobs: winograd-gradient-tiles.ts transforms, this one multiplies, one
 * part a plane. So every sum is added in the order of the slices by one thread at a time, and dU is there once.
 */
import { ACCUMULATE, multiplyColumns } from '../gemm/micro-kernel';
import { IN_CHANNELS, OUT_CHANNELS } from './geometry';
import { transformFilterGradient } from './winograd-filter-lines';
import { COUNTS, ROOM, TRANSFORMED, vPlaneBytes, vTileBytes, zPlaneBytes } from './winograd-gradient-tiles';
import { PLANES } from './winograd-tiles';

/** dU [8×8][⌈in/6⌉][⌈out/8⌉][6][8], planes a cache line further apart: tiles of the product in order. */
const SUMS: usize = COUNTS + 32;
const IS_FIRST: usize = COUNTS + 36;
const D_FILTER: usize = COUNTS + 40;

export function winogradFilterGradientPart(job: usize, plane: i32): void {
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
  const v = load<usize>(job + TRANSFORMED);
  const z = v + PLANES * vPlaneBytes(job);
  let a = v + plane * vPlaneBytes(job) + first * step;
  let c = load<usize>(job + SUMS) + plane * sumPlaneBytes(inChannels, panels);
  const flags = load<i32>(job + IS_FIRST) ? 0 : ACCUMULATE;
  for (let channel = 0; channel < inChannels; channel += 6, a += 24) {
    let b = z + plane * zPlaneBytes(job) + (<usize>first << 5);
    for (let panel = 0; panel < panels; panel++, b += room << 5, c += 192)
      multiplyColumns(a, step, b, end - first, c, 32, 0, flags);
  }
}

// @ts-ignore: decorator
@inline
function sumPlaneBytes(inChannels: i32, panels: i32): usize {
  return <usize>(((inChannels + 5) / 6) * panels) * 192 + 64;
}

/** dU back to the filter's taps; one part is one in channel. Scratch: 24 vectors. */
export function winogradFilterGradientSumPart(job: usize, channel: i32, scratch: usize): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const panels = (outChannels + 7) >> 3;
  const planeBytes = sumPlaneBytes(inChannels, panels);
  const tapBytes: usize = inChannels * outChannels << 2;
  const sums = load<usize>(job + SUMS) + <usize>((channel / 6) * panels) * 192 + <usize>((channel % 6) << 5);
  for (let out = 0; out < outChannels; out += 4) {
    const from = sums + <usize>(out >> 3) * 192 + ((out & 4) << 2);
    for (let column: usize = 0; column < 8; column++)
      transformFilterGradient(from + column * planeBytes, planeBytes << 3, scratch + (column << 4), 128);
    let to = load<usize>(job + D_FILTER) + (<usize>channel * outChannels << 2) + (out << 2);
    for (let row: usize = 0; row < 384; row += 128, to += 3 * tapBytes)
      transformFilterGradient(scratch + row, 16, to, tapBytes);
  }
}

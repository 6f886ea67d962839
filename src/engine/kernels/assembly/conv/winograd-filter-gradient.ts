/**
 * Filter gradient of a 3×3 convolution at stride 1 in Winograd's domain: with V = Bᵀ x B and Z = A dy Aᵀ of each tile,
 * dU = Σ over tiles of Vᵀ Z in each of the 36 planes, and dFilter = Gᵀ dU G, once at the end.
 *
 * One part is a chunk of tiles with a partial dU of its own; their number depends on the shape alone and a second job
 * adds them in order. Within a chunk, blocks of tiles: large ones, because every block reads and writes all of dU.
 */
import { clearFloats, copyFloats } from '../gemm/copy-floats';
import { ACCUMULATE, multiplyColumns } from '../gemm/micro-kernel';
import { BATCH, IN_CHANNELS, OUT_CHANNELS, OUT_HEIGHT, OUT_WIDTH, OWN } from './geometry';
import { transformInputTiles } from './winograd-input';
import { transformFilterGradient, transformOutputGradient } from './winograd-transforms';

const X: usize = OWN;
const DY: usize = OWN + 4;
/** [chunk][36][⌈out/8⌉][in, rounded up to 6][8], planes a cache line further apart: tiles of the product in order. */
const PARTIALS: usize = OWN + 8;
const CHUNK_TILES: usize = OWN + 12;
const BLOCK_TILES: usize = OWN + 16;
const CHUNKS: usize = OWN + 20;
const D_FILTER: usize = OWN + 24;

export function winogradFilterGradientPart(job: usize, chunk: i32, scratch: usize): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const tileRows = (load<i32>(job + OUT_HEIGHT) + 3) >> 2;
  const tileColumns = (load<i32>(job + OUT_WIDTH) + 3) >> 2;
  const tiles = load<i32>(job + BATCH) * tileRows * tileColumns;
  const blockTiles = load<i32>(job + BLOCK_TILES);
  const first = chunk * load<i32>(job + CHUNK_TILES);
  const end = min(tiles, first + load<i32>(job + CHUNK_TILES));
  // A column of V is read down the tiles: rows of an odd number of cache lines spread it over the cache.
  const vTileBytes: usize = (((inChannels + 5 + 15) >> 4) | 1) << 6;
  const vPlaneBytes: usize = ((blockTiles * vTileBytes >> 6) | 1) << 6;
  const zPlaneBytes: usize = ((((outChannels + 7) >> 3) * blockTiles * 32 + 63 >> 6) | 1) << 6;
  const sumPlaneBytes = planeBytesOfSums(inChannels, outChannels);
  const sum = load<usize>(job + PARTIALS) + <usize>chunk * 36 * sumPlaneBytes;
  const v = scratch + 576 + <usize>(max(inChannels, outChannels) * 144);
  const z = v + 36 * vPlaneBytes;

  for (let tile = first; tile < end; tile += blockTiles) {
    const count = min(blockTiles, end - tile);
    transformInputTiles(job, load<usize>(job + X), tile, count, v, vTileBytes, vPlaneBytes, scratch);
    transformGradientTiles(job, tile, count, z, zPlaneBytes, scratch);
    const flags = tile > first ? ACCUMULATE : 0;
    for (let plane: usize = 0; plane < 36; plane++) {
      const a = v + plane * vPlaneBytes;
      let b = z + plane * zPlaneBytes;
      let c = sum + plane * sumPlaneBytes;
      for (let out = 0; out < outChannels; out += 8, b += <usize>count << 5)
        for (let row = 0; row < inChannels; row += 6, c += 192)
          multiplyColumns(a + (row << 2), vTileBytes, b, count, c, 32, 0, flags);
    }
  }
}

// @ts-ignore: decorator
@inline
function panelBytesOfSums(inChannels: i32): usize {
  return <usize>((inChannels + 5) / 6) * 192;
}

// @ts-ignore: decorator
@inline
function planeBytesOfSums(inChannels: i32, outChannels: i32): usize {
  return <usize>((outChannels + 7) >> 3) * panelBytesOfSums(inChannels) + 64;
}

/** Tiles of dy to Z [36][⌈out/8⌉][tile][8], the order in which the micro-kernel reads its right side. */
function transformGradientTiles(job: usize, tile: i32, count: i32, z: usize, planeBytes: usize, work: usize): void {
  const outHeight = load<i32>(job + OUT_HEIGHT);
  const outWidth = load<i32>(job + OUT_WIDTH);
  const channels = load<i32>(job + OUT_CHANNELS);
  const tileRows = (outHeight + 3) >> 2;
  const tileColumns = (outWidth + 3) >> 2;
  const pixelBytes: usize = channels << 2;
  const copy = work + 576;
  for (let i = 0; i < count; i++) {
    const at = tile + i;
    const top = ((at / tileColumns) % tileRows) << 2;
    const left = (at % tileColumns) << 2;
    const image = load<usize>(job + DY) + <usize>(at / (tileColumns * tileRows)) * outHeight * outWidth * pixelBytes;
    let from = image + <usize>(top * outWidth + left) * pixelBytes;
    let lineBytes = outWidth * pixelBytes;
    if (top + 4 > outHeight || left + 4 > outWidth) {
      let to = copy;
      for (let row = top; row < top + 4; row++)
        for (let column = left; column < left + 4; column++, to += pixelBytes) {
          if (row < outHeight && column < outWidth)
            copyFloats(to, image + <usize>(row * outWidth + column) * pixelBytes, channels);
          else clearFloats(to, channels);
        }
      from = copy;
      lineBytes = 4 * pixelBytes;
    }
    for (let channel = 0; channel < channels; channel += 4) {
      let source = from + (channel << 2);
      for (let column: usize = 0; column < 64; column += 16, source += pixelBytes)
        transformOutputGradient(source, lineBytes, work + column, 64);
      let target = z + <usize>(((channel >> 3) * count + i) << 5) + ((channel & 4) << 2);
      for (let row: usize = 0; row < 384; row += 64, target += 6 * planeBytes)
        transformOutputGradient(work + row, 16, target, planeBytes);
    }
  }
}

/** Adds the partial sums and transforms them back; one part is one in channel. Scratch: 36 + 18 vectors + 3. */
export function winogradFilterGradientSumPart(job: usize, channel: i32, scratch: usize): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const chunks = load<i32>(job + CHUNKS);
  const planeBytes = planeBytesOfSums(inChannels, outChannels);
  const tapBytes: usize = inChannels * outChannels << 2;
  const rowOffset = <usize>channel * outChannels << 2;
  const half = scratch + 576;
  for (let out = 0; out < outChannels; out += 4) {
    let from =
      load<usize>(job + PARTIALS) +
      <usize>(out >> 3) * panelBytesOfSums(inChannels) +
      <usize>((channel << 5) + ((out & 4) << 2));
    for (let plane: usize = 0; plane < 576; plane += 16, from += planeBytes) {
      let value = from;
      let sum = v128.load(value);
      for (let i = 1; i < chunks; i++) sum = f32x4.add(sum, v128.load((value += 36 * planeBytes)));
      v128.store(scratch + plane, sum);
    }
    for (let column: usize = 0; column < 96; column += 16)
      transformFilterGradient(scratch + column, 96, half + column, 96);
    let to = load<usize>(job + D_FILTER) + rowOffset + (out << 2);
    for (let row: usize = 0; row < 288; row += 96, to += 3 * tapBytes)
      transformFilterGradient(half + row, 16, to, tapBytes);
  }
}

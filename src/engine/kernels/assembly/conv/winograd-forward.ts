/**
 * y = conv(x, filter) (+ bias) (ReLU), 3×3 at stride 1, by Winograd's F(4×4, 3×3). One part is a block of tiles: they
 * are transformed to V [36][tile][in], multiplied in each of the 36 planes by the transformed filter (packed, see
 * winograd-filter.ts) to M [36][tile][out], and M is transformed back. V and M stay in the second cache. Planes lie an
 * odd number of cache lines apart, so that the 36 values of a tile do not compete for a few sets.
 * Channels are multiples of four.
 */
import { multiplyRows } from '../gemm/micro-kernel';
import { BATCH, IN_CHANNELS, OUT_CHANNELS, OUT_HEIGHT, OUT_WIDTH, OWN } from './geometry';
import { transformInputTiles } from './winograd-input';
import { storeOutputRow, transformOutput } from './winograd-transforms';

const X: usize = OWN;
const FILTER: usize = OWN + 4;
const BIAS: usize = OWN + 8;
const Y: usize = OWN + 12;
const IS_RELU: usize = OWN + 16;
const BLOCK_TILES: usize = OWN + 20;
/** Panels of out channels that are multiplied and transformed back at a time. */
const BLOCK_PANELS: usize = OWN + 24;

export function winogradForwardPart(job: usize, part: i32, scratch: usize): void {
  const inChannels = load<i32>(job + IN_CHANNELS);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const tileRows = (load<i32>(job + OUT_HEIGHT) + 3) >> 2;
  const tileColumns = (load<i32>(job + OUT_WIDTH) + 3) >> 2;
  const blockTiles = load<i32>(job + BLOCK_TILES);
  const blockPanels = load<i32>(job + BLOCK_PANELS);
  const tile = part * blockTiles;
  const count = min(blockTiles, load<i32>(job + BATCH) * tileRows * tileColumns - tile);
  const panels = (outChannels + 7) >> 3;
  const panelBytes: usize = inChannels << 5;
  const filterPlaneBytes: usize = panels * panelBytes + 64;
  const vTileBytes: usize = inChannels << 2;
  const vPlaneBytes: usize = (((blockTiles * vTileBytes + 63) >> 6) | 1) << 6;
  const mTileBytes: usize = blockPanels << 5;
  const mPlaneBytes: usize = (((blockTiles * mTileBytes + 63) >> 6) | 1) << 6;
  const v = scratch + 576 + 36 * vTileBytes;
  const m = v + 36 * vPlaneBytes;

  transformInputTiles(job, load<usize>(job + X), tile, count, v, vTileBytes, vPlaneBytes, scratch);
  for (let panel = 0; panel < panels; panel += blockPanels) {
    const width = min(blockPanels, panels - panel);
    for (let plane = 0; plane < 36; plane++) {
      let b = load<usize>(job + FILTER) + plane * filterPlaneBytes + panel * panelBytes;
      const a = v + plane * vPlaneBytes;
      let c = m + plane * mPlaneBytes;
      for (let i = 0; i < width; i++, b += panelBytes, c += 32)
        for (let row = 0; row < count; row += 6)
          multiplyRows(a + row * vTileBytes, vTileBytes, count - row, b, inChannels, c + row * mTileBytes, mTileBytes, 0, 0);
    }
    const channel = panel << 3;
    transformBack(job, tile, count, m, mTileBytes, mPlaneBytes, channel, min(outChannels, (panel + width) << 3), scratch);
  }
}

/** Channels `first` to `end` of the block's tiles, from M to y; `work` is scratch of 24 + 16 vectors. */
function transformBack(
  job: usize,
  tile: i32,
  count: i32,
  m: usize,
  tileBytes: usize,
  planeBytes: usize,
  first: i32,
  end: i32,
  work: usize,
): void {
  const outHeight = load<i32>(job + OUT_HEIGHT);
  const outWidth = load<i32>(job + OUT_WIDTH);
  const tileRows = (outHeight + 3) >> 2;
  const tileColumns = (outWidth + 3) >> 2;
  const bias = load<usize>(job + BIAS);
  const floor = f32x4.splat(load<i32>(job + IS_RELU) ? 0 : -Infinity);
  const pixelBytes: usize = load<i32>(job + OUT_CHANNELS) << 2;
  const lineBytes = outWidth * pixelBytes;
  const outputs = work + 384;
  for (let i = 0; i < count; i++, m += tileBytes) {
    const at = tile + i;
    const top = ((at / tileColumns) % tileRows) << 2;
    const left = (at % tileColumns) << 2;
    const image = at / (tileColumns * tileRows);
    const rows = min(4, outHeight - top);
    const columns = min(4, outWidth - left);
    const y = load<usize>(job + Y) + <usize>((image * outHeight + top) * outWidth + left) * pixelBytes;
    for (let channel = first; channel < end; channel += 4) {
      let from = m + ((channel - first) << 2);
      for (let column: usize = 0; column < 96; column += 16, from += planeBytes)
        transformOutput(from, 6 * planeBytes, work + column);
      const shift = bias ? v128.load(bias + (channel << 2)) : f32x4.splat(0);
      let to = y + (channel << 2);
      if (columns == 4) {
        for (let row = 0; row < rows; row++, to += lineBytes)
          storeOutputRow(work + row * 96, to, pixelBytes, shift, floor);
      } else {
        for (let row = 0; row < rows; row++, to += lineBytes) {
          storeOutputRow(work + row * 96, outputs, 16, shift, floor);
          for (let column = 0; column < columns; column++)
            v128.store(to + column * pixelBytes, v128.load(outputs + (column << 4)));
        }
      }
    }
  }
}

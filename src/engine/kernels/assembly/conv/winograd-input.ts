/**
 * Tiles of x into Winograd's domain: V [36][tile][channel]. Tiles count through batch, tile rows and tile columns; tile
 * (r, c) reads the 6×6 pixels from (4r − padTop, 4c − padLeft) on; what lies outside x is zero.
 */
import { clearFloats, copyFloats } from '../gemm/copy-floats';
import { IN_CHANNELS, IN_HEIGHT, IN_WIDTH, OUT_HEIGHT, OUT_WIDTH, PAD_LEFT, PAD_TOP } from './geometry';
import { transformInput } from './winograd-transforms';

/**
 * `tileBytes` and `planeBytes` are V's strides; `work` is scratch of (6 + channels) × 6 vectors (a half-transformed
 * tile and a copy of one that hangs over the edge).
 */
export function transformInputTiles(
  job: usize,
  x: usize,
  tile: i32,
  count: i32,
  v: usize,
  tileBytes: usize,
  planeBytes: usize,
  work: usize,
): void {
  const inHeight = load<i32>(job + IN_HEIGHT);
  const inWidth = load<i32>(job + IN_WIDTH);
  const channels = load<i32>(job + IN_CHANNELS);
  const padTop = load<i32>(job + PAD_TOP);
  const padLeft = load<i32>(job + PAD_LEFT);
  const tileRows = (load<i32>(job + OUT_HEIGHT) + 3) >> 2;
  const tileColumns = (load<i32>(job + OUT_WIDTH) + 3) >> 2;
  const pixelBytes: usize = channels << 2;
  const copy = work + 576;
  for (let i = 0; i < count; i++, v += tileBytes) {
    const at = tile + i;
    const top = ((at / tileColumns) % tileRows) * 4 - padTop;
    const left = (at % tileColumns) * 4 - padLeft;
    const image = x + <usize>(at / (tileColumns * tileRows)) * inHeight * inWidth * pixelBytes;
    let from = image + (top * inWidth + left) * pixelBytes;
    let lineBytes = inWidth * pixelBytes;
    if (top < 0 || left < 0 || top + 6 > inHeight || left + 6 > inWidth) {
      let to = copy;
      for (let row = top; row < top + 6; row++)
        for (let column = left; column < left + 6; column++, to += pixelBytes) {
          if (<u32>row < <u32>inHeight && <u32>column < <u32>inWidth)
            copyFloats(to, image + (row * inWidth + column) * pixelBytes, channels);
          else clearFloats(to, channels);
        }
      from = copy;
      lineBytes = 6 * pixelBytes;
    }
    for (let channel: usize = 0; channel < pixelBytes; channel += 16) {
      let source = from + channel;
      for (let column: usize = 0; column < 96; column += 16, source += pixelBytes)
        transformInput(source, lineBytes, work + column, 96);
      let target = v + channel;
      for (let row: usize = 0; row < 576; row += 96, target += 6 * planeBytes)
        transformInput(work + row, 16, target, planeBytes);
    }
  }
}

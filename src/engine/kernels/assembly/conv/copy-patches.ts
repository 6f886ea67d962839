/**
 * The patches of x that some output pixels see, one row each: [pixel][filter row][filter column][in channel]. Pixels
 * count through batch, height and width. With no dilation a filter row of a patch is one run of x.
 */
import { clearFloats, copyFloats } from '../gemm/copy-floats';
import {
  DILATION_HEIGHT,
  DILATION_WIDTH,
  FILTER_HEIGHT,
  FILTER_WIDTH,
  IN_CHANNELS,
  IN_HEIGHT,
  IN_WIDTH,
  OUT_HEIGHT,
  OUT_WIDTH,
  PAD_LEFT,
  PAD_TOP,
  STRIDE_HEIGHT,
  STRIDE_WIDTH,
} from './geometry';

export function copyPatches(job: usize, x: usize, pixel: i32, count: i32, to: usize, toRowBytes: usize): void {
  const inHeight = load<i32>(job + IN_HEIGHT);
  const inWidth = load<i32>(job + IN_WIDTH);
  const channels = load<i32>(job + IN_CHANNELS);
  const outHeight = load<i32>(job + OUT_HEIGHT);
  const outWidth = load<i32>(job + OUT_WIDTH);
  const filterHeight = load<i32>(job + FILTER_HEIGHT);
  const filterWidth = load<i32>(job + FILTER_WIDTH);
  const dilationHeight = load<i32>(job + DILATION_HEIGHT);
  const dilationWidth = load<i32>(job + DILATION_WIDTH);
  const strideHeight = load<i32>(job + STRIDE_HEIGHT);
  const strideWidth = load<i32>(job + STRIDE_WIDTH);
  const padTop = load<i32>(job + PAD_TOP);
  const padLeft = load<i32>(job + PAD_LEFT);
  const pixelBytes: usize = channels << 2;
  let column = pixel % outWidth;
  let row = (pixel / outWidth) % outHeight;
  let image = pixel / (outWidth * outHeight);
  for (let i = 0; i < count; i++, to += toRowBytes) {
    let target = to;
    const left = column * strideWidth - padLeft;
    for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
      const y = row * strideHeight - padTop + filterRow * dilationHeight;
      if (<u32>y >= <u32>inHeight) {
        clearFloats(target, filterWidth * channels);
        target += filterWidth * pixelBytes;
        continue;
      }
      const line = x + <usize>(image * inHeight + y) * inWidth * pixelBytes;
      if (dilationWidth == 1 && left >= 0 && left + filterWidth <= inWidth) {
        const run = filterWidth * channels;
        const from = line + left * pixelBytes;
        // Three floats (grey images) as four, where the fourth is x's and its place is written later.
        if (run == 3 && filterRow + 1 < filterHeight && left + 4 <= inWidth) v128.store(target, v128.load(from));
        else copyFloats(target, from, run);
        target += filterWidth * pixelBytes;
        continue;
      }
      for (let filterColumn = 0; filterColumn < filterWidth; filterColumn++, target += pixelBytes) {
        const at = left + filterColumn * dilationWidth;
        if (<u32>at < <u32>inWidth) copyFloats(target, line + at * pixelBytes, channels);
        else clearFloats(target, channels);
      }
    }
    if (++column == outWidth) {
      column = 0;
      if (++row == outHeight) {
        row = 0;
        image++;
      }
    }
  }
}

/**
 * Adds patches [pixel][filter row][filter column][in channel] of dy's rows into an image of dx, wherever their values
 * belong: the reverse of copy-patches.ts. What lies outside dx is dropped.
 */
import {
  DILATION_HEIGHT,
  DILATION_WIDTH,
  FILTER_HEIGHT,
  FILTER_WIDTH,
  IN_CHANNELS,
  IN_HEIGHT,
  IN_WIDTH,
  OUT_WIDTH,
  PAD_LEFT,
  PAD_TOP,
  STRIDE_HEIGHT,
  STRIDE_WIDTH,
} from './geometry';

export function addPatches(job: usize, patches: usize, firstRow: i32, rows: i32, dx: usize): void {
  const inHeight = load<i32>(job + IN_HEIGHT);
  const inWidth = load<i32>(job + IN_WIDTH);
  const channels = load<i32>(job + IN_CHANNELS);
  const outWidth = load<i32>(job + OUT_WIDTH);
  const filterHeight = load<i32>(job + FILTER_HEIGHT);
  const filterWidth = load<i32>(job + FILTER_WIDTH);
  const dilationHeight = load<i32>(job + DILATION_HEIGHT);
  const dilationWidth = load<i32>(job + DILATION_WIDTH);
  const strideWidth = load<i32>(job + STRIDE_WIDTH);
  const pixelBytes: usize = channels << 2;
  let from = patches;
  for (let row = firstRow; row < firstRow + rows; row++) {
    const top = row * load<i32>(job + STRIDE_HEIGHT) - load<i32>(job + PAD_TOP);
    for (let column = 0; column < outWidth; column++) {
      const left = column * strideWidth - load<i32>(job + PAD_LEFT);
      for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
        const y = top + filterRow * dilationHeight;
        if (<u32>y >= <u32>inHeight) {
          from += filterWidth * pixelBytes;
          continue;
        }
        const line = dx + <usize>y * inWidth * pixelBytes;
        for (let filterColumn = 0; filterColumn < filterWidth; filterColumn++, from += pixelBytes) {
          const x = left + filterColumn * dilationWidth;
          if (<u32>x < <u32>inWidth) addFloats(line + x * pixelBytes, from, channels);
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addFloats(to: usize, from: usize, count: i32): void {
  const end = to + ((<usize>count) << 2);
  for (const quads = to + ((<usize>(count & ~3)) << 2); to < quads; to += 16, from += 16)
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}

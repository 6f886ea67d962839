/** The words that all pooling jobs share, and the part of a window that lies within the image. */
export const INPUT: usize = 2; // x [batch, inHeight, inWidth, channels]
export const OUTPUT: usize = 3; // y, or dy [batch, outHeight, outWidth, channels]
export const GRADIENT: usize = 4; // dx like x, where there is one
export const CHANNELS: usize = 5;
export const IN_HEIGHT: usize = 6;
export const IN_WIDTH: usize = 7;
export const OUT_HEIGHT: usize = 8;
export const OUT_WIDTH: usize = 9;
export const WINDOW_HEIGHT: usize = 10;
export const WINDOW_WIDTH: usize = 11;
export const STRIDE_HEIGHT: usize = 12;
export const STRIDE_WIDTH: usize = 13;
export const PAD_TOP: usize = 14;
export const PAD_LEFT: usize = 15;
export const DILATION_HEIGHT: usize = 16;
export const DILATION_WIDTH: usize = 17;

/** The first tap (from 0) of a window starting at `start` that is not before the image. */
// @ts-ignore: decorator
@inline
export function firstTap(start: i32, dilation: i32): i32 {
  return start >= 0 ? 0 : (-start + dilation - 1) / dilation;
}

/** One past the last tap of a window starting at `start` that is not behind the image. */
// @ts-ignore: decorator
@inline
export function lastTap(start: i32, dilation: i32, taps: i32, size: i32): i32 {
  return start >= size ? 0 : min(taps, (size - start + dilation - 1) / dilation);
}

/**
 * A convolution as it stands in a job, from word 2 on; written by conv-geometry.ts. x is NHWC [batch][inHeight]
 * [inWidth][inChannels], y [batch][outHeight][outWidth][outChannels]. Padding at the bottom and right needs no words:
 * whatever lies outside x reads as zero.
 */
export const BATCH: usize = 8;
export const IN_HEIGHT: usize = 12;
export const IN_WIDTH: usize = 16;
export const IN_CHANNELS: usize = 20;
export const OUT_HEIGHT: usize = 24;
export const OUT_WIDTH: usize = 28;
export const OUT_CHANNELS: usize = 32;
export const FILTER_HEIGHT: usize = 36;
export const FILTER_WIDTH: usize = 40;
export const STRIDE_HEIGHT: usize = 44;
export const STRIDE_WIDTH: usize = 48;
export const DILATION_HEIGHT: usize = 52;
export const DILATION_WIDTH: usize = 56;
export const PAD_TOP: usize = 60;
export const PAD_LEFT: usize = 64;
/** The first word of the kernel's own. */
export const OWN: usize = 68;

export function isPointwise(job: usize): bool {
  return (
    load<i32>(job + FILTER_HEIGHT) == 1 &&
    load<i32>(job + FILTER_WIDTH) == 1 &&
    load<i32>(job + STRIDE_HEIGHT) == 1 &&
    load<i32>(job + STRIDE_WIDTH) == 1 &&
    load<i32>(job + PAD_TOP) == 0 &&
    load<i32>(job + PAD_LEFT) == 0 &&
    load<i32>(job + OUT_HEIGHT) == load<i32>(job + IN_HEIGHT) &&
    load<i32>(job + OUT_WIDTH) == load<i32>(job + IN_WIDTH)
  );
}

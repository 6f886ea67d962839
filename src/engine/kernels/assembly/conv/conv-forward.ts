/**
 * y = conv(x, filter) (+ bias) (ReLU) as a product of patches [pixels][k] and the packed filter [k][outChannels],
 * k = filter height × width × in channels. One part is a block of pixels; a 1×1 filter at stride 1 reads x itself.
 * With one output channel it is a matrix times a vector: dot products along the rows, no panel of eight.
 */
import { multiplyRowBlock, TILE_BYTES } from '../gemm/multiply-block';
import { multiplyRowsByVector } from '../gemm/multiply-vector';
import { copyPatches } from './copy-patches';
import {
  BATCH,
  FILTER_HEIGHT,
  FILTER_WIDTH,
  IN_CHANNELS,
  isPointwise,
  OUT_CHANNELS,
  OUT_HEIGHT,
  OUT_WIDTH,
  OWN,
} from './geometry';

const X: usize = OWN;
/** Packed panels, or a plain vector where `IS_VECTOR` says so (one output channel). */
const FILTER: usize = OWN + 4;
const BIAS: usize = OWN + 8;
const Y: usize = OWN + 12;
const IS_RELU: usize = OWN + 16;
const IS_VECTOR: usize = OWN + 20;
const BLOCK_PIXELS: usize = OWN + 24;

export function convForwardPart(job: usize, part: i32, scratch: usize): void {
  const pixels = load<i32>(job + BATCH) * load<i32>(job + OUT_HEIGHT) * load<i32>(job + OUT_WIDTH);
  const n = load<i32>(job + OUT_CHANNELS);
  const k = load<i32>(job + FILTER_HEIGHT) * load<i32>(job + FILTER_WIDTH) * load<i32>(job + IN_CHANNELS);
  const x = load<usize>(job + X);
  const filter = load<usize>(job + FILTER);
  const bias = load<usize>(job + BIAS);
  const relu = load<i32>(job + IS_RELU) != 0;
  const blockPixels = load<i32>(job + BLOCK_PIXELS);
  const pixel = part * blockPixels;
  const count = min(blockPixels, pixels - pixel);
  const y = load<usize>(job + Y) + (<usize>pixel * n << 2);
  const rowBytes: usize = k << 2;
  let a = x + <usize>pixel * rowBytes;
  if (!isPointwise(job)) {
    a = scratch + TILE_BYTES;
    copyPatches(job, x, pixel, count, a, rowBytes);
  }
  if (load<i32>(job + IS_VECTOR)) multiplyRowsByVector(a, count, k, filter, y, bias, relu);
  else multiplyRowBlock(a, rowBytes, count, filter, k, n, y, n << 2, bias, relu, scratch);
}

/**
 * Back through relu(conv(x, filter) + bias) with one in channel, a 3×3 filter and stride 1, one image a part. With
 * g = dy where y > 0, never stored as a whole:
 * 1. sums: dFilter and dBias of the image, [9 taps and the bias][channels]; a sum job adds the images up;
 * 2. dx: each row of g times the filter gives what its pixels add to dx, tap by tap.
 * A direct kernel, because as products these have 9 rows or 9 columns, and g would be written and read for each.
 */
import { clearFloats } from '../gemm/copy-floats';
import { multiplyRowBlock, TILE_BYTES } from '../gemm/multiply-block';
import { multiplyRowsByVector } from '../gemm/multiply-vector';
import { loadLanes, storeLanes } from '../lanes';
import { madd } from '../madd';
import { addPatches } from './add-patches';
import { copyPatches } from './copy-patches';
import { IN_HEIGHT, IN_WIDTH, OUT_CHANNELS, OUT_HEIGHT, OUT_WIDTH, OWN } from './geometry';

const DY: usize = OWN;
const Y: usize = OWN + 4;
/** Job 1: x, and the sums [image][10][channels]. */
const X: usize = OWN + 8;
const SUMS: usize = OWN + 12;
/** Job 2: the filter's first eight taps packed as [outChannels][8], its ninth [outChannels], and dx. */
const PANEL: usize = OWN + 8;
const NINTH: usize = OWN + 12;
const DX: usize = OWN + 16;

/** Scratch: the patches of a row of pixels, 16 floats each, and a row of g: dy and y are read in the order of memory. */
export function thinFilterGradientPart(job: usize, image: i32, scratch: usize): void {
  const height = load<i32>(job + OUT_HEIGHT);
  const width = load<i32>(job + OUT_WIDTH);
  const channels = load<i32>(job + OUT_CHANNELS);
  const pixelBytes: usize = channels << 2;
  const sums = load<usize>(job + SUMS) + <usize>image * 10 * pixelBytes;
  const g = scratch + (width << 6);
  const whole = channels & ~3;
  clearFloats(sums, 10 * channels);
  for (let row = image * height; row < (image + 1) * height; row++) {
    copyPatches(job, load<usize>(job + X), row * width, width, scratch, 64);
    const place = <usize>row * width * pixelBytes;
    maskRow(load<usize>(job + DY) + place, load<usize>(job + Y) + place, g, width * channels);
    for (let channel = 0; channel < whole; channel += 4) {
      const at = channel << 2;
      addRow(g + at, sums + at, scratch, width, pixelBytes, 4);
    }
    if (whole < channels) {
      const at = whole << 2;
      addRow(g + at, sums + at, scratch, width, pixelBytes, channels - whole);
    }
  }
}

/** A row of pixels, four channels: nine sums of products with a patch's values, and the sum itself. */
// @ts-ignore: decorator
@inline
function addRow(from: usize, sums: usize, patch: usize, pixels: i32, pixelBytes: usize, lanes: i32): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0;
  for (let i = 0; i < pixels; i++, from += pixelBytes, patch += 64) {
    const g = loadLanes(from, lanes);
    s0 = madd(v128.load_splat<f32>(patch), g, s0);
    s1 = madd(v128.load_splat<f32>(patch, 4), g, s1);
    s2 = madd(v128.load_splat<f32>(patch, 8), g, s2);
    s3 = madd(v128.load_splat<f32>(patch, 12), g, s3);
    s4 = madd(v128.load_splat<f32>(patch, 16), g, s4);
    s5 = madd(v128.load_splat<f32>(patch, 20), g, s5);
    s6 = madd(v128.load_splat<f32>(patch, 24), g, s6);
    s7 = madd(v128.load_splat<f32>(patch, 28), g, s7);
    s8 = madd(v128.load_splat<f32>(patch, 32), g, s8);
    s9 = f32x4.add(s9, g);
  }
  addTo(sums, s0, lanes);
  addTo((sums += pixelBytes), s1, lanes);
  addTo((sums += pixelBytes), s2, lanes);
  addTo((sums += pixelBytes), s3, lanes);
  addTo((sums += pixelBytes), s4, lanes);
  addTo((sums += pixelBytes), s5, lanes);
  addTo((sums += pixelBytes), s6, lanes);
  addTo((sums += pixelBytes), s7, lanes);
  addTo((sums += pixelBytes), s8, lanes);
  addTo((sums += pixelBytes), s9, lanes);
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, value: v128, lanes: i32): void {
  storeLanes(to, f32x4.add(loadLanes(to, lanes), value), lanes);
}

/** Scratch: a tile, a row of patches of nine values, a row of the ninth alone, and a row of g. */
export function thinInputGradientPart(job: usize, image: i32, scratch: usize): void {
  const height = load<i32>(job + OUT_HEIGHT);
  const width = load<i32>(job + OUT_WIDTH);
  const channels = load<i32>(job + OUT_CHANNELS);
  const pixelBytes: usize = channels << 2;
  const imageFloats = load<i32>(job + IN_HEIGHT) * load<i32>(job + IN_WIDTH);
  const dx = load<usize>(job + DX) + (<usize>(image * imageFloats) << 2);
  const patches = scratch + TILE_BYTES;
  const ninth = patches + width * 36;
  const g = ninth + (width << 2);
  clearFloats(dx, imageFloats);
  for (let row = 0; row < height; row++) {
    const place = <usize>((image * height + row) * width) * pixelBytes;
    maskRow(load<usize>(job + DY) + place, load<usize>(job + Y) + place, g, width * channels);
    multiplyRowBlock(
      g, pixelBytes, width, load<usize>(job + PANEL), channels, 8, patches, 36, 0, false, scratch);
    // A second panel for one column would take as long again.
    multiplyRowsByVector(g, width, channels, load<usize>(job + NINTH), ninth, 0, false);
    for (let column = 0; column < width; column++)
      store<f32>(patches + column * 36, load<f32>(ninth + (column << 2)), 32);
    addPatches(job, patches, row, 1, dx);
  }
}

function maskRow(dy: usize, y: usize, to: usize, count: i32): void {
  const zero = f32x4.splat(0);
  for (let i = 0; i < count; i += 4, dy += 16, y += 16, to += 16) {
    const lanes = count - i;
    storeLanes(to, v128.and(loadLanes(dy, lanes), f32x4.gt(loadLanes(y, lanes), zero)), lanes);
  }
}

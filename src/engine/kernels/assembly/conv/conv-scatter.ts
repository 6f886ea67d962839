/**
 * Input gradient of a convolution at a stride, which is also the forward pass of a transposed one: each pixel of dy
 * times the whole filter gives its patch of dx, [tap][in channel]; patches overlap and are added up. One part is one
 * image, worked off in bands of dy's rows; the order of addition is fixed by the shape. A bias (of the transposed
 * convolution) is what the sums begin with.
 */
import { clearFloats, copyFloats } from '../gemm/copy-floats';
import { multiplyRowBlock, TILE_BYTES } from '../gemm/multiply-block';
import { addPatches } from './add-patches';
import {
  FILTER_HEIGHT,
  FILTER_WIDTH,
  IN_CHANNELS,
  IN_HEIGHT,
  IN_WIDTH,
  OUT_CHANNELS,
  OUT_HEIGHT,
  OUT_WIDTH,
  OWN,
} from './geometry';

const DY: usize = OWN;
/** [outChannels][tap × inChannels], packed. */
const FILTER: usize = OWN + 4;
const DX: usize = OWN + 8;
const BAND_ROWS: usize = OWN + 12;
/** One value per in channel, or 0. */
const BIAS: usize = OWN + 16;
const IS_RELU: usize = OWN + 20;

export function convScatterPart(job: usize, image: i32, scratch: usize): void {
  const outHeight = load<i32>(job + OUT_HEIGHT);
  const outWidth = load<i32>(job + OUT_WIDTH);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const imageFloats = load<i32>(job + IN_HEIGHT) * load<i32>(job + IN_WIDTH) * load<i32>(job + IN_CHANNELS);
  const patch = load<i32>(job + FILTER_HEIGHT) * load<i32>(job + FILTER_WIDTH) * load<i32>(job + IN_CHANNELS);
  const bandRows = load<i32>(job + BAND_ROWS);
  const patches = scratch + TILE_BYTES;
  const dx = load<usize>(job + DX) + (<usize>image * imageFloats << 2);
  beginSums(dx, imageFloats, load<usize>(job + BIAS), load<i32>(job + IN_CHANNELS));
  for (let row = 0; row < outHeight; row += bandRows) {
    const rows = min(bandRows, outHeight - row);
    const dy = load<usize>(job + DY) + (<usize>(image * outHeight + row) * outWidth * outChannels << 2);
    multiplyRowBlock(
      dy,
      outChannels << 2,
      rows * outWidth,
      load<usize>(job + FILTER),
      outChannels,
      patch,
      patches,
      patch << 2,
      0,
      false,
      scratch,
    );
    addPatches(job, patches, row, rows, dx);
  }
  if (load<i32>(job + IS_RELU)) clampNegatives(dx, imageFloats);
}

function beginSums(dx: usize, floats: i32, bias: usize, channels: i32): void {
  if (bias == 0) {
    clearFloats(dx, floats);
    return;
  }
  const end = dx + (<usize>floats << 2);
  for (let to = dx; to < end; to += <usize>channels << 2) copyFloats(to, bias, channels);
}

function clampNegatives(at: usize, floats: i32): void {
  const end = at + (<usize>floats << 2);
  // `max` keeps NaN, which a diverging run must show.
  for (const quads = at + (<usize>(floats & ~3) << 2); at < quads; at += 16)
    v128.store(at, f32x4.max(v128.load(at), f32x4.splat(0)));
  for (; at < end; at += 4) store<f32>(at, max<f32>(load<f32>(at), 0));
}

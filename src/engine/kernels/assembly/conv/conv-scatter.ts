/**
 * Input gradient of a convolution at a stride, which is also the forward pass of a transposed one: each pixel of dy
 * times the whole filter gives its patch of dx, [tap][in channel]; patches overlap and are added up. One part is one
 * image, worked off in bands of dy's rows; the order of addition is fixed by the shape.
 */
import { clearFloats } from '../gemm/copy-floats';
import { multiplyRowBlock, TILE_BYTES } from '../gemm/multiply-block';
import {
  DILATION_HEIGHT,
  DILATION_WIDTH,
  FILTER_HEIGHT,
  FILTER_WIDTH,
  IN_CHANNELS,
  IN_HEIGHT,
  IN_WIDTH,
  OUT_CHANNELS,
  OUT_HEIGHT,
  OUT_WIDTH,
  OWN,
  PAD_LEFT,
  PAD_TOP,
  STRIDE_HEIGHT,
  STRIDE_WIDTH,
} from './geometry';

const DY: usize = OWN;
/** [outChannels][tap × inChannels], packed. */
const FILTER: usize = OWN + 4;
const DX: usize = OWN + 8;
const BAND_ROWS: usize = OWN + 12;

export function convScatterPart(job: usize, image: i32, scratch: usize): void {
  const outHeight = load<i32>(job + OUT_HEIGHT);
  const outWidth = load<i32>(job + OUT_WIDTH);
  const outChannels = load<i32>(job + OUT_CHANNELS);
  const imageFloats = load<i32>(job + IN_HEIGHT) * load<i32>(job + IN_WIDTH) * load<i32>(job + IN_CHANNELS);
  const patch = load<i32>(job + FILTER_HEIGHT) * load<i32>(job + FILTER_WIDTH) * load<i32>(job + IN_CHANNELS);
  const bandRows = load<i32>(job + BAND_ROWS);
  const patches = scratch + TILE_BYTES;
  const dx = load<usize>(job + DX) + (<usize>image * imageFloats << 2);
  clearFloats(dx, imageFloats);
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
}

function addPatches(job: usize, patches: usize, firstRow: i32, rows: i32, dx: usize): void {
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

/**
 * Input gradient of a convolution at a stride, which is also the forward pass of a transposed one: each pixel of dy
 * times the whole filter gives its patch of dx, [tap][in channel]; patches overlap and are added up. One part is one
 * image, worked off in bands of dy's rows; the order of addition is fixed by the shape.
 */
import { clearFloats } from '../gemm/copy-floats';
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

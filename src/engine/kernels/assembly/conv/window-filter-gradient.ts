/**
 * dFilter [filter row][filter column × in channel][outChannels] = windows of x, transposed, times dy, without patches:
 * for a filter row the MR values of a tile lie side by side in the padded image. One part is a few images with a
 * partial sum of its own; gemm/add-partials.ts adds them in order. Within a part as many images at a time as
 * the first cache takes with their dy.
 */
import { MR } from '../gemm/micro-kernel';
import { copyTile, TILE_BYTES } from '../gemm/multiply-block';
import { multiplyWindowColumns } from '../gemm/multiply-windows';
import { pointer, word } from '../job-words';
import {
  BATCH,
  CHANNELS,
  IMAGES,
  OWN,
  PADDED_WIDTH,
  paddedImageBytes,
  padPart,
  STEP_HEIGHT,
  STEP_WIDTH,
} from './padded-geometry';

const X: usize = OWN;
const DY: usize = OWN + 1;
const DY_HEIGHT: usize = OWN + 2;
const DY_WIDTH: usize = OWN + 3;
/** A multiple of eight. */
const DY_CHANNELS: usize = OWN + 4;
const FILTER_HEIGHT: usize = OWN + 5;
const FILTER_WIDTH: usize = OWN + 6;
/** [part][filter row][filter column × in channel][outChannels]. */
const PARTIALS: usize = OWN + 7;
/** Images at a time. */
const BLOCK_IMAGES: usize = OWN + 8;

export function windowFilterGradientPart(job: usize, part: i32, scratch: usize): void {
  const dyImageBytes =
    <usize>(word(job, DY_HEIGHT) * word(job, DY_WIDTH) * word(job, DY_CHANNELS)) << 2;
  const filterFloats =
    word(job, FILTER_HEIGHT) * word(job, FILTER_WIDTH) * word(job, CHANNELS) * word(job, DY_CHANNELS);
  const partial = pointer(job, PARTIALS) + (<usize>part * filterFloats << 2);
  const padded = scratch + TILE_BYTES;
  const first = part * word(job, IMAGES);
  const end = min(word(job, BATCH), first + word(job, IMAGES));
  for (let image = first; image < end; image += word(job, BLOCK_IMAGES)) {
    const count = min(word(job, BLOCK_IMAGES), end - image);
    padPart(job, pointer(job, X), image, count, padded);
    multiplyImages(job, padded, count, pointer(job, DY) + <usize>image * dyImageBytes, partial, image > first, scratch);
  }
}

function multiplyImages(
  job: usize,
  padded: usize,
  count: i32,
  dy: usize,
  partial: usize,
  accumulates: bool,
  tile: usize,
): void {
  const pixelBytes = <usize>word(job, CHANNELS) << 2;
  const rowBytes = <usize>word(job, PADDED_WIDTH) * pixelBytes;
  const stepBytes = <usize>word(job, STEP_WIDTH) * pixelBytes;
  const rows = word(job, DY_HEIGHT);
  const columns = word(job, DY_WIDTH);
  const rowSkip = <usize>word(job, STEP_HEIGHT) * rowBytes - <usize>columns * stepBytes;
  const imageSkip = paddedImageBytes(job) - <usize>(rows * word(job, STEP_HEIGHT)) * rowBytes;
  const run = word(job, FILTER_WIDTH) * word(job, CHANNELS);
  const cRowBytes = <usize>word(job, DY_CHANNELS) << 2;
  let c = partial;
  for (let filterRow = 0; filterRow < word(job, FILTER_HEIGHT); filterRow++, c += <usize>run * cRowBytes)
    for (let k = 0; k < run; k += MR) {
      const a = padded + <usize>filterRow * rowBytes + (k << 2);
      const height = min(MR, run - k);
      for (let column: usize = 0; column < cRowBytes; column += 32) {
        const to = c + <usize>k * cRowBytes + column;
        const isWhole = height == MR;
        if (!isWhole && accumulates) copyTile(tile, 32, to, cRowBytes, height, 8);
        multiplyWindowColumns(
          a,
          columns,
          stepBytes,
          rows,
          rowSkip,
          count,
          imageSkip,
          dy + column,
          cRowBytes,
          isWhole ? to : tile,
          isWhole ? cRowBytes : 32,
          accumulates,
        );
        if (!isWhole) copyTile(to, cRowBytes, tile, 32, height, 8);
      }
    }
}

/**
 * y = maxpool(relu((x − mean)·scale + beta)) in one pass. A part is a few rows of cells (see norm-words).
 * The mean is taken off first, because x·scale + (beta − mean·scale) loses the digits that a large mean takes.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import { madd } from '../madd';
import * as W from './norm-words';

export function normReluPoolPart(job: usize, part: i32): void {
  const pool = word(job, W.POOL);
  const channels = word(job, W.CHANNELS);
  const width = word(job, W.WIDTH);
  const outWidth = width / pool;
  const outHeight = word(job, W.HEIGHT) / pool;
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>width * pixelBytes;
  const floor = f32x4.splat(word(job, W.RELU) ? 0 : -Infinity);
  const factors = pointer(job, W.FACTORS);

  const first = part * word(job, W.CELL_ROWS_PER_PART);
  const last = min(first + word(job, W.CELL_ROWS_PER_PART), word(job, W.CELL_ROWS));
  let y = pointer(job, W.Y) + <usize>first * <usize>outWidth * pixelBytes;
  for (let cellRow = first; cellRow < last; cellRow++) {
    const image = cellRow / outHeight;
    const row = image * word(job, W.HEIGHT) + (cellRow - image * outHeight) * pool;
    const x = pointer(job, W.X) + <usize>row * rowBytes;
    if (pool == 1) normRow(x, y, outWidth, channels, factors, floor);
    else normPoolRow(x, y, outWidth, channels, rowBytes, factors, floor);
    y += <usize>outWidth * pixelBytes;
  }
}

function normRow(x: usize, y: usize, pixels: i32, channels: i32, factors: usize, floor: v128): void {
  const pixelBytes = <usize>channels << 2;
  for (let pixel = 0; pixel < pixels; pixel++, x += pixelBytes, y += pixelBytes) {
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const offset = <usize>channel << 2;
      const at = factors + offset;
      const mean = loadLanes(at, lanes);
      const scale = loadLanes(at + W.SCALE * pixelBytes, lanes);
      const beta = loadLanes(at + W.BETA * pixelBytes, lanes);
      const value = madd(f32x4.sub(loadLanes(x + offset, lanes), mean), scale, beta);
      // pmax(a, b) is a < b ? b : a: one instruction, and NaN stays visible.
      storeLanes(y + offset, f32x4.pmax(value, floor), lanes);
    }
  }
}

function normPoolRow(
  x: usize,
  y: usize,
  cells: i32,
  channels: i32,
  rowBytes: usize,
  factors: usize,
  floor: v128,
): void {
  const pixelBytes = <usize>channels << 2;
  const whole = channels & ~3;
  for (let cell = 0; cell < cells; cell++, x += 2 * pixelBytes, y += pixelBytes) {
    for (let channel = 0; channel < whole; channel += 4)
      normPoolCell(x, y, <usize>channel << 2, pixelBytes, rowBytes, factors, floor, 4);
    if (whole < channels)
      normPoolCell(x, y, <usize>whole << 2, pixelBytes, rowBytes, factors, floor, channels - whole);
  }
}

/** Inlined with `lanes` as a constant where it is 4. */
// @ts-ignore: decorator
@inline
function normPoolCell(x: usize, y: usize, offset: usize, pixelBytes: usize, rowBytes: usize, factors: usize, floor: v128, lanes: i32): void {
  const at = factors + offset;
  const mean = loadLanes(at, lanes);
  const scale = loadLanes(at + W.SCALE * pixelBytes, lanes);
  const beta = loadLanes(at + W.BETA * pixelBytes, lanes);
  const from = x + offset;
  const below = from + rowBytes;
  let best = madd(f32x4.sub(loadLanes(from, lanes), mean), scale, beta);
  best = f32x4.pmax(best, madd(f32x4.sub(loadLanes(from + pixelBytes, lanes), mean), scale, beta));
  best = f32x4.pmax(best, madd(f32x4.sub(loadLanes(below, lanes), mean), scale, beta));
  best = f32x4.pmax(best, madd(f32x4.sub(loadLanes(below + pixelBytes, lanes), mean), scale, beta));
  storeLanes(y + offset, f32x4.pmax(best, floor), lanes);
}

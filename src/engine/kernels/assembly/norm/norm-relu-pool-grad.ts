/**
 * The way back through normReluPool. Which pixel of a cell was the maximum, and whether ReLU let it through, is found
 * again from x with the forward pass' own arithmetic: cheaper than keeping and reading it. With g for dy moved to those pixels:
 * 1. sums: Σ g and Σ g·(x − mean) of a part's cells, per channel;
 * 2. dx = scale·g − offset − slope·(x − mean), the last two from the sums over all parts.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import { madd } from '../madd';
import * as W from './norm-words';

/** Job 1 if `sums`, else job 2. Parts are rows of cells; incomplete ones matter to job 2 only. */
export function normReluPoolGradPart(job: usize, part: i32, sums: bool): void {
  const pool = word(job, W.POOL);
  const channels = word(job, W.CHANNELS);
  const width = word(job, W.WIDTH);
  const height = word(job, W.HEIGHT);
  const outWidth = width / pool;
  const outHeight = height / pool;
  const cellHeight = (height + pool - 1) / pool;
  const pixelBytes = <usize>channels << 2;
  const factors = pointer(job, W.FACTORS);
  const partial = pointer(job, W.GRADIENT) + <usize>part * 2 * pixelBytes;
  if (sums) memory.fill(partial, 0, 2 * pixelBytes);

  const first = part * word(job, W.CELL_ROWS_PER_PART);
  const last = min(first + word(job, W.CELL_ROWS_PER_PART), word(job, W.CELL_ROWS));
  for (let cellRow = first; cellRow < last; cellRow++) {
    const image = cellRow / cellHeight;
    const outRow = cellRow - image * cellHeight;
    for (let column = 0; column < width; column += pool) {
      const place = <usize>((image * height + outRow * pool) * width + column) * pixelBytes;
      const x = pointer(job, W.X) + place;
      const dx = pointer(job, W.GRADIENT) + place;
      const complete = outRow < outHeight && column < outWidth * pool;
      if (!complete) {
        if (sums) continue;
        const right = column + 1 < width;
        const below = outRow * pool + 1 < height;
        restOfPixel(x, dx, channels, factors);
        if (right) restOfPixel(x + pixelBytes, dx + pixelBytes, channels, factors);
        if (below) restOfPixel(x + <usize>width * pixelBytes, dx + <usize>width * pixelBytes, channels, factors);
        continue;
      }
      const outPixel = <usize>((image * outHeight + outRow) * outWidth + column / pool);
      const dy = pointer(job, W.Y) + outPixel * pixelBytes;
      const target = sums ? partial : dx;
      if (pool == 1) pixel(x, dy, target, channels, factors, word(job, W.RELU) != 0, sums);
      else cell(x, dy, target, channels, <usize>width * pixelBytes, factors, word(job, W.RELU) != 0, sums);
    }
  }
}

/** dx where g is 0. */
function restOfPixel(x: usize, dx: usize, channels: i32, factors: usize): void {
  const stride = <usize>channels << 2;
  for (let channel = 0; channel < channels; channel += 4) {
    const offset = <usize>channel << 2;
    const distance = f32x4.sub(
      loadLanes(x + offset, channels - channel),
      loadLanes(factors + offset, channels - channel),
    );
    storeDx(dx + offset, f32x4.splat(0), distance, factors + offset, stride, channels - channel);
  }
}

// @ts-ignore: decorator
@inline
function storeDx(to: usize, gradient: v128, distance: v128, factors: usize, stride: usize, lanes: i32): void {
  const scaled = f32x4.mul(loadLanes(factors + W.SCALE * stride, lanes), gradient);
  const rest = madd(
    loadLanes(factors + W.SLOPE * stride, lanes),
    distance,
    loadLanes(factors + W.OFFSET * stride, lanes),
  );
  storeLanes(to, f32x4.sub(scaled, rest), lanes);
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, value: v128, lanes: i32): void {
  storeLanes(to, f32x4.add(loadLanes(to, lanes), value), lanes);
}

/** `target`: dx, or where the sums are. */
function pixel(
  x: usize,
  dy: usize,
  target: usize,
  channels: i32,
  factors: usize,
  relu: bool,
  sums: bool,
): void {
  const stride = <usize>channels << 2;
  for (let channel = 0; channel < channels; channel += 4) {
    const lanes = channels - channel;
    const offset = <usize>channel << 2;
    const at = factors + offset;
    const distance = f32x4.sub(loadLanes(x + offset, lanes), loadLanes(at, lanes));
    let gradient = loadLanes(dy + offset, lanes);
    if (relu) {
      const y = madd(distance, loadLanes(at + W.SCALE * stride, lanes), loadLanes(at + W.BETA * stride, lanes));
      gradient = v128.and(gradient, f32x4.gt(y, f32x4.splat(0)));
    }
    if (sums) {
      addTo(target + offset, gradient, lanes);
      addTo(target + offset + stride, f32x4.mul(gradient, distance), lanes);
    } else storeDx(target + offset, gradient, distance, at, stride, lanes);
  }
}

function cell(
  x: usize,
  dy: usize,
  target: usize,
  channels: i32,
  rowBytes: usize,
  factors: usize,
  relu: bool,
  sums: bool,
): void {
  const stride = <usize>channels << 2;
  for (let channel = 0; channel < channels; channel += 4) {
    const lanes = channels - channel;
    const offset = <usize>channel << 2;
    const at = factors + offset;
    const mean = loadLanes(at, lanes);
    const scale = loadLanes(at + W.SCALE * stride, lanes);
    const beta = loadLanes(at + W.BETA * stride, lanes);
    const from = x + offset;
    const d0 = f32x4.sub(loadLanes(from, lanes), mean);
    const d1 = f32x4.sub(loadLanes(from + stride, lanes), mean);
    const d2 = f32x4.sub(loadLanes(from + rowBytes, lanes), mean);
    const d3 = f32x4.sub(loadLanes(from + rowBytes + stride, lanes), mean);

    // won1: the second pixel beats the first; won2, won3: it beats all before it. Ties stay with the first.
    let best = madd(d0, scale, beta);
    let y = madd(d1, scale, beta);
    const won1 = f32x4.gt(y, best);
    best = f32x4.pmax(best, y);
    y = madd(d2, scale, beta);
    const won2 = f32x4.gt(y, best);
    best = f32x4.pmax(best, y);
    y = madd(d3, scale, beta);
    const won3 = f32x4.gt(y, best);
    best = f32x4.pmax(best, y);

    let rest = loadLanes(dy + offset, lanes);
    if (relu) rest = v128.and(rest, f32x4.gt(best, f32x4.splat(0)));
    if (sums) {
      let distance = v128.bitselect(d1, d0, won1);
      distance = v128.bitselect(d2, distance, won2);
      distance = v128.bitselect(d3, distance, won3);
      addTo(target + offset, rest, lanes);
      addTo(target + offset + stride, f32x4.mul(rest, distance), lanes);
      continue;
    }
    const to = target + offset;
    storeDx(to + rowBytes + stride, v128.and(rest, won3), d3, at, stride, lanes);
    rest = v128.andnot(rest, won3);
    storeDx(to + rowBytes, v128.and(rest, won2), d2, at, stride, lanes);
    rest = v128.andnot(rest, won2);
    storeDx(to + stride, v128.and(rest, won1), d1, at, stride, lanes);
    storeDx(to, v128.andnot(rest, won1), d0, at, stride, lanes);
  }
}

/** Single pixels and 2×2 cells of norm-relu-pool-grad, over all channels: their share of the sums, or their dx. */
import { loadLanes, storeLanes } from '../lanes';
import { madd } from '../madd';
import * as W from './norm-words';

/** dx where g is 0. */
export function restOfPixel(x: usize, dx: usize, channels: i32, factors: usize): void {
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

// The bodies below are inlined with `sums` and, but for a last incomplete vector, `lanes` as constants: a fifth faster.

export function pixelSums(x: usize, dy: usize, sums: usize, channels: i32, factors: usize, floor: v128): void {
  const whole = channels & ~3;
  const stride = <usize>channels << 2;
  for (let channel = 0; channel < whole; channel += 4) pixel(x, dy, sums, channel, 4, stride, factors, floor, true);
  if (whole < channels) pixel(x, dy, sums, whole, channels - whole, stride, factors, floor, true);
}

export function pixelDx(x: usize, dy: usize, dx: usize, channels: i32, factors: usize, floor: v128): void {
  const whole = channels & ~3;
  const stride = <usize>channels << 2;
  for (let channel = 0; channel < whole; channel += 4) pixel(x, dy, dx, channel, 4, stride, factors, floor, false);
  if (whole < channels) pixel(x, dy, dx, whole, channels - whole, stride, factors, floor, false);
}

export function cellSums(x: usize, dy: usize, sums: usize, channels: i32, rowBytes: usize, factors: usize, floor: v128): void {
  const whole = channels & ~3;
  const stride = <usize>channels << 2;
  for (let c = 0; c < whole; c += 4) cell(x, dy, sums, c, 4, stride, rowBytes, factors, floor, true);
  if (whole < channels) cell(x, dy, sums, whole, channels - whole, stride, rowBytes, factors, floor, true);
}

export function cellDx(x: usize, dy: usize, dx: usize, channels: i32, rowBytes: usize, factors: usize, floor: v128): void {
  const whole = channels & ~3;
  const stride = <usize>channels << 2;
  for (let c = 0; c < whole; c += 4) cell(x, dy, dx, c, 4, stride, rowBytes, factors, floor, false);
  if (whole < channels) cell(x, dy, dx, whole, channels - whole, stride, rowBytes, factors, floor, false);
}

/** `target`: dx, or where the sums are. */
// @ts-ignore: decorator
@inline
function pixel(x: usize, dy: usize, target: usize, channel: i32, lanes: i32, stride: usize, factors: usize, floor: v128, sums: bool): void {
  const offset = <usize>channel << 2;
  const at = factors + offset;
  const distance = f32x4.sub(loadLanes(x + offset, lanes), loadLanes(at, lanes));
  const y = madd(distance, loadLanes(at + W.SCALE * stride, lanes), loadLanes(at + W.BETA * stride, lanes));
  const gradient = v128.and(loadLanes(dy + offset, lanes), f32x4.gt(y, floor));
  if (sums) {
    addTo(target + offset, gradient, lanes);
    addTo(target + offset + stride, f32x4.mul(gradient, distance), lanes);
  } else storeDx(target + offset, gradient, distance, at, stride, lanes);
}

// @ts-ignore: decorator
@inline
function cell(x: usize, dy: usize, target: usize, channel: i32, lanes: i32, stride: usize, rowBytes: usize, factors: usize, floor: v128, sums: bool): void {
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

  let rest = v128.and(loadLanes(dy + offset, lanes), f32x4.gt(best, floor));
  const to = target + offset;
  if (sums) {
    let distance = v128.bitselect(d1, d0, won1);
    distance = v128.bitselect(d2, distance, won2);
    distance = v128.bitselect(d3, distance, won3);
    addTo(to, rest, lanes);
    addTo(to + stride, f32x4.mul(rest, distance), lanes);
  } else {
    storeDx(to + rowBytes + stride, v128.and(rest, won3), d3, at, stride, lanes);
    rest = v128.andnot(rest, won3);
    storeDx(to + rowBytes, v128.and(rest, won2), d2, at, stride, lanes);
    rest = v128.andnot(rest, won2);
    storeDx(to + stride, v128.and(rest, won1), d1, at, stride, lanes);
    storeDx(to, v128.andnot(rest, won1), d0, at, stride, lanes);
  }
}

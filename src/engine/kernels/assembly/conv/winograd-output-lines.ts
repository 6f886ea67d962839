/**
 * Aᵀ m and its transpose A dy, the one-dimensional transforms on the side of a tile's outputs: eight points (0, ±1, ±2,
 * ∞, ±½ in this order) of a large tile to six outputs, the first six points of a small one to four; and back. Lines
 * and vectors as in winograd-input-lines.ts.
 */
import { madd } from '../madd';

/** Aᵀ m. */
export function transformOutputLines(
  points: i32,
  count: i32,
  vectors: i32,
  from: usize,
  fromStep: usize,
  fromNext: usize,
  to: usize,
  toStep: usize,
  toNext: usize,
): void {
  const bytes = <usize>vectors << 4;
  const none = f32x4.splat(0);
  if (points == 8) {
    for (let i = 0; i < count; i++, from += fromNext, to += toNext)
      for (let at: usize = 0; at < bytes; at += 16) transformEight(from + at, fromStep, to + at, toStep, none, none, false);
  } else {
    for (let i = 0; i < count; i++, from += fromNext, to += toNext)
      for (let at: usize = 0; at < bytes; at += 16) transformSix(from + at, fromStep, to + at, toStep, none, none, false);
  }
}

/** max(floor, Aᵀ m + shift): the last pass; `shift`: address of a value for each channel, or 0. */
export function finishOutputLines(
  points: i32,
  count: i32,
  vectors: i32,
  from: usize,
  fromStep: usize,
  fromNext: usize,
  to: usize,
  toStep: usize,
  toNext: usize,
  shift: usize,
  floor: v128,
): void {
  const bytes = <usize>vectors << 4;
  for (let at: usize = 0; at < bytes; at += 16) {
    const value = shift ? v128.load(shift + at) : f32x4.splat(0);
    let source = from + at;
    let target = to + at;
    if (points == 8) {
      for (let i = 0; i < count; i++, source += fromNext, target += toNext)
        transformEight(source, fromStep, target, toStep, value, floor, true);
    } else {
      for (let i = 0; i < count; i++, source += fromNext, target += toNext)
        transformSix(source, fromStep, target, toStep, value, floor, true);
    }
  }
}

// @ts-ignore: decorator
@inline
function plus(value: v128, shift: v128, last: bool): v128 {
  return last ? f32x4.add(value, shift) : value;
}

// @ts-ignore: decorator
@inline
function atLeast(value: v128, floor: v128, last: bool): v128 {
  return last ? f32x4.max(value, floor) : value;
}

// @ts-ignore: decorator
@inline
function transformEight(from: usize, fromStep: usize, to: usize, toStep: usize, shift: v128, floor: v128, last: bool): void {
  const m0 = v128.load(from);
  const m1 = v128.load((from += fromStep));
  const m2 = v128.load((from += fromStep));
  const m3 = v128.load((from += fromStep));
  const m4 = v128.load((from += fromStep));
  const m5 = v128.load((from += fromStep));
  const m6 = v128.load((from += fromStep));
  const m7 = v128.load((from += fromStep));
  const even1 = plus(f32x4.add(m1, m2), shift, last);
  const odd1 = plus(f32x4.sub(m1, m2), shift, last);
  const even2 = f32x4.add(m3, m4);
  const odd2 = f32x4.sub(m3, m4);
  const even3 = f32x4.add(m6, m7);
  const odd3 = f32x4.sub(m6, m7);
  v128.store(to, atLeast(f32x4.add(f32x4.add(even1, m0), f32x4.add(even2, even3)), floor, last));
  let y = madd(odd3, f32x4.splat(0.5), madd(odd2, f32x4.splat(2), odd1));
  v128.store((to += toStep), atLeast(y, floor, last));
  y = madd(even3, f32x4.splat(0.25), madd(even2, f32x4.splat(4), even1));
  v128.store((to += toStep), atLeast(y, floor, last));
  y = madd(odd3, f32x4.splat(0.125), madd(odd2, f32x4.splat(8), odd1));
  v128.store((to += toStep), atLeast(y, floor, last));
  y = madd(even3, f32x4.splat(0.0625), madd(even2, f32x4.splat(16), even1));
  v128.store((to += toStep), atLeast(y, floor, last));
  y = madd(odd3, f32x4.splat(0.03125), madd(odd2, f32x4.splat(32), f32x4.add(odd1, m5)));
  v128.store((to += toStep), atLeast(y, floor, last));
}

// @ts-ignore: decorator
@inline
function transformSix(from: usize, fromStep: usize, to: usize, toStep: usize, shift: v128, floor: v128, last: bool): void {
  const m0 = v128.load(from);
  const m1 = v128.load((from += fromStep));
  const m2 = v128.load((from += fromStep));
  const m3 = v128.load((from += fromStep));
  const m4 = v128.load((from += fromStep));
  const m5 = v128.load((from += fromStep));
  const even1 = plus(f32x4.add(m1, m2), shift, last);
  const odd1 = plus(f32x4.sub(m1, m2), shift, last);
  const even2 = f32x4.add(m3, m4);
  const odd2 = f32x4.sub(m3, m4);
  v128.store(to, atLeast(f32x4.add(f32x4.add(even1, m0), even2), floor, last));
  v128.store((to += toStep), atLeast(madd(odd2, f32x4.splat(2), odd1), floor, last));
  v128.store((to += toStep), atLeast(madd(even2, f32x4.splat(4), even1), floor, last));
  v128.store((to += toStep), atLeast(madd(odd2, f32x4.splat(8), f32x4.add(odd1, m5)), floor, last));
}

/** A dy: six or four gradients of outputs to eight or six points. */
export function transformGradientLines(
  points: i32,
  count: i32,
  vectors: i32,
  from: usize,
  fromStep: usize,
  fromNext: usize,
  to: usize,
  toStep: usize,
  toNext: usize,
): void {
  const bytes = <usize>vectors << 4;
  if (points == 8) {
    for (let i = 0; i < count; i++, from += fromNext, to += toNext)
      for (let at: usize = 0; at < bytes; at += 16) transformSixBack(from + at, fromStep, to + at, toStep);
  } else {
    for (let i = 0; i < count; i++, from += fromNext, to += toNext)
      for (let at: usize = 0; at < bytes; at += 16) transformFourBack(from + at, fromStep, to + at, toStep);
  }
}

// @ts-ignore: decorator
@inline
function transformSixBack(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from);
  const y1 = v128.load((from += fromStep));
  const y2 = v128.load((from += fromStep));
  const y3 = v128.load((from += fromStep));
  const y4 = v128.load((from += fromStep));
  const y5 = v128.load((from += fromStep));
  v128.store(to, y0);
  let even = f32x4.add(f32x4.add(y0, y2), y4);
  let odd = f32x4.add(f32x4.add(y1, y3), y5);
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  even = madd(y4, f32x4.splat(16), madd(y2, f32x4.splat(4), y0));
  odd = madd(y5, f32x4.splat(32), madd(y3, f32x4.splat(8), f32x4.add(y1, y1)));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  v128.store((to += toStep), y5);
  even = madd(y4, f32x4.splat(0.0625), madd(y2, f32x4.splat(0.25), y0));
  odd = madd(y5, f32x4.splat(0.03125), madd(y3, f32x4.splat(0.125), f32x4.mul(y1, f32x4.splat(0.5))));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
}

// @ts-ignore: decorator
@inline
function transformFourBack(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from);
  const y1 = v128.load((from += fromStep));
  const y2 = v128.load((from += fromStep));
  const y3 = v128.load((from += fromStep));
  v128.store(to, y0);
  let even = f32x4.add(y0, y2);
  let odd = f32x4.add(y1, y3);
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  even = madd(y2, f32x4.splat(4), y0);
  odd = madd(y3, f32x4.splat(8), f32x4.add(y1, y1));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  v128.store((to += toStep), y3);
}

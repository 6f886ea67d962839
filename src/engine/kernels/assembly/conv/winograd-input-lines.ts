/**
 * Bᵀ d, the one-dimensional transform of a tile's inputs: eight pixels of a large tile, six of a small one, to as many
 * points (0, ±1, ±2, ∞, ±½ in this order). Vectors are four channels of a pixel.
 *
 * The small tile's rows are scaled (¾ at ±1, 15/4 at ±2) so that both sizes share one transform of the filter.
 */
import { madd } from '../madd';

/**
 * `count` lines of `vectors` neighbouring vectors each; a line's pixels lie `fromStep` bytes apart, its points
 * `toStep`, and the next line begins `fromNext` and `toNext` further.
 */
export function transformInputLines(
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
      for (let at: usize = 0; at < bytes; at += 16) transformEight(from + at, fromStep, to + at, toStep);
  } else {
    for (let i = 0; i < count; i++, from += fromNext, to += toNext)
      for (let at: usize = 0; at < bytes; at += 16) transformSix(from + at, fromStep, to + at, toStep);
  }
}

// @ts-ignore: decorator
@inline
function transformEight(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load((from += fromStep));
  const d2 = v128.load((from += fromStep));
  const d3 = v128.load((from += fromStep));
  const d4 = v128.load((from += fromStep));
  const d5 = v128.load((from += fromStep));
  const d6 = v128.load((from += fromStep));
  const d7 = v128.load((from += fromStep));
  v128.store(to, madd(f32x4.sub(d4, d2), f32x4.splat(5.25), f32x4.sub(d0, d6)));
  let even = madd(d4, f32x4.splat(-4.25), f32x4.add(d2, d6));
  let odd = madd(d3, f32x4.splat(-4.25), f32x4.add(d1, d5));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  even = madd(d2, f32x4.splat(0.25), madd(d4, f32x4.splat(-1.25), d6));
  odd = madd(d3, f32x4.splat(-2.5), madd(d1, f32x4.splat(0.5), f32x4.add(d5, d5)));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  v128.store((to += toStep), madd(f32x4.sub(d3, d5), f32x4.splat(5.25), f32x4.sub(d7, d1)));
  even = madd(d2, f32x4.splat(4), madd(d4, f32x4.splat(-5), d6));
  odd = madd(d3, f32x4.splat(-2.5), madd(d5, f32x4.splat(0.5), f32x4.add(d1, d1)));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
}

// @ts-ignore: decorator
@inline
function transformSix(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load((from += fromStep));
  const d2 = v128.load((from += fromStep));
  const d3 = v128.load((from += fromStep));
  const d4 = v128.load((from += fromStep));
  const d5 = v128.load((from += fromStep));
  v128.store(to, madd(d4, f32x4.splat(0.25), madd(d2, f32x4.splat(-1.25), d0)));
  let even = f32x4.mul(madd(d2, f32x4.splat(-4), d4), f32x4.splat(0.75));
  let odd = f32x4.mul(madd(d1, f32x4.splat(-4), d3), f32x4.splat(0.75));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  even = f32x4.mul(f32x4.sub(d4, d2), f32x4.splat(3.75));
  odd = f32x4.mul(f32x4.sub(d3, d1), f32x4.splat(7.5));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  v128.store((to += toStep), madd(d1, f32x4.splat(4), madd(d3, f32x4.splat(-5), d5)));
}

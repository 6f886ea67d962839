/**
 * The one-dimensional transforms of Winograd's F(4, 3): four outputs of a filter of three taps from six inputs, by six
 * products instead of twelve (points 0, ±1, ±2, ∞). Each works on vectors of four channels in memory, `step` bytes
 * apart; two passes, over columns and over rows, make F(4×4, 3×3): 36 products for 16 outputs instead of 144.
 *
 *   y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A
 */
import { madd } from '../madd';

/** Bᵀ d: six inputs to six. */
// @ts-ignore: decorator
@inline
export function transformInput(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load((from += fromStep));
  const d2 = v128.load((from += fromStep));
  const d3 = v128.load((from += fromStep));
  const d4 = v128.load((from += fromStep));
  const d5 = v128.load((from += fromStep));
  const four = f32x4.splat(4);
  const minusFour = f32x4.splat(-4);
  const minusFive = f32x4.splat(-5);
  v128.store(to, madd(d0, four, madd(d2, minusFive, d4)));
  const even4 = madd(d2, minusFour, d4);
  const odd4 = madd(d1, minusFour, d3);
  v128.store((to += toStep), f32x4.add(even4, odd4));
  v128.store((to += toStep), f32x4.sub(even4, odd4));
  const even1 = f32x4.sub(d4, d2);
  let odd1 = f32x4.sub(d3, d1);
  odd1 = f32x4.add(odd1, odd1);
  v128.store((to += toStep), f32x4.add(even1, odd1));
  v128.store((to += toStep), f32x4.sub(even1, odd1));
  v128.store((to += toStep), madd(d1, four, madd(d3, minusFive, d5)));
}

/** A dy: four output gradients to six. */
// @ts-ignore: decorator
@inline
export function transformOutputGradient(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const y0 = v128.load(from);
  const y1 = v128.load((from += fromStep));
  const y2 = v128.load((from += fromStep));
  const y3 = v128.load((from += fromStep));
  const even1 = f32x4.add(y0, y2);
  const odd1 = f32x4.add(y1, y3);
  const even2 = madd(y2, f32x4.splat(4), y0);
  const half = madd(y3, f32x4.splat(4), y1);
  const odd2 = f32x4.add(half, half);
  v128.store(to, y0);
  v128.store((to += toStep), f32x4.add(even1, odd1));
  v128.store((to += toStep), f32x4.sub(even1, odd1));
  v128.store((to += toStep), f32x4.add(even2, odd2));
  v128.store((to += toStep), f32x4.sub(even2, odd2));
  v128.store((to += toStep), y3);
}

/** Aᵀ m: six products to four outputs, the first of the two passes; the results lie 96 bytes apart. */
// @ts-ignore: decorator
@inline
export function transformOutput(from: usize, fromStep: usize, to: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load((from += fromStep));
  const m2 = v128.load((from += fromStep));
  const m3 = v128.load((from += fromStep));
  const m4 = v128.load((from += fromStep));
  const m5 = v128.load((from += fromStep));
  const sum1 = f32x4.add(m1, m2);
  const difference1 = f32x4.sub(m1, m2);
  const sum2 = f32x4.add(m3, m4);
  const difference2 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(m0, sum1), sum2));
  v128.store(to, madd(difference2, f32x4.splat(2), difference1), 96);
  v128.store(to, madd(sum2, f32x4.splat(4), sum1), 192);
  v128.store(to, f32x4.add(madd(difference2, f32x4.splat(8), difference1), m5), 288);
}

/** The second pass, over six neighbouring vectors, with what follows it: max(floor, Aᵀ m + shift). */
// @ts-ignore: decorator
@inline
export function storeOutputRow(from: usize, to: usize, toStep: usize, shift: v128, floor: v128): void {
  const m0 = f32x4.add(v128.load(from), shift);
  const m1 = v128.load(from, 16);
  const m2 = v128.load(from, 32);
  const m3 = v128.load(from, 48);
  const m4 = v128.load(from, 64);
  const m5 = f32x4.add(v128.load(from, 80), shift);
  const sum1 = f32x4.add(m1, m2);
  const difference1 = f32x4.sub(m1, m2);
  const sum2 = f32x4.add(m3, m4);
  const difference2 = f32x4.sub(m3, m4);
  v128.store(to, f32x4.max(f32x4.add(f32x4.add(m0, sum1), sum2), floor));
  const shifted1 = f32x4.add(difference1, shift);
  v128.store((to += toStep), f32x4.max(madd(difference2, f32x4.splat(2), shifted1), floor));
  v128.store((to += toStep), f32x4.max(f32x4.add(madd(sum2, f32x4.splat(4), sum1), shift), floor));
  v128.store((to += toStep), f32x4.max(f32x4.add(madd(difference2, f32x4.splat(8), difference1), m5), floor));
}

/** G g: three taps to six. */
// @ts-ignore: decorator
@inline
export function transformFilter(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load((from += fromStep));
  const g2 = v128.load((from += fromStep));
  const ends = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(<f32>(-1.0 / 6)));
  const middle = f32x4.mul(g1, f32x4.splat(<f32>(1.0 / 6)));
  const weighted = madd(g0, f32x4.splat(<f32>(1.0 / 24)), f32x4.mul(g2, f32x4.splat(<f32>(1.0 / 6))));
  const half = f32x4.mul(g1, f32x4.splat(<f32>(1.0 / 12)));
  v128.store(to, f32x4.mul(g0, f32x4.splat(0.25)));
  v128.store((to += toStep), f32x4.sub(ends, middle));
  v128.store((to += toStep), f32x4.add(ends, middle));
  v128.store((to += toStep), f32x4.add(weighted, half));
  v128.store((to += toStep), f32x4.sub(weighted, half));
  v128.store((to += toStep), g2);
}

/** Gᵀ u: six sums of products to the gradient of three taps. */
// @ts-ignore: decorator
@inline
export function transformFilterGradient(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from);
  const u1 = v128.load((from += fromStep));
  const u2 = v128.load((from += fromStep));
  const u3 = v128.load((from += fromStep));
  const u4 = v128.load((from += fromStep));
  const u5 = v128.load((from += fromStep));
  const sum1 = f32x4.mul(f32x4.add(u1, u2), f32x4.splat(<f32>(-1.0 / 6)));
  const sum2 = f32x4.add(u3, u4);
  const difference1 = f32x4.mul(f32x4.sub(u2, u1), f32x4.splat(<f32>(1.0 / 6)));
  const difference2 = f32x4.sub(u3, u4);
  v128.store(to, madd(sum2, f32x4.splat(<f32>(1.0 / 24)), madd(u0, f32x4.splat(0.25), sum1)));
  v128.store((to += toStep), madd(difference2, f32x4.splat(<f32>(1.0 / 12)), difference1));
  v128.store((to += toStep), f32x4.add(madd(sum2, f32x4.splat(<f32>(1.0 / 6)), sum1), u5));
}

/** G g and its transpose Gᵀ u: the one-dimensional transforms of a filter at the points 0, ±1, ±2, ∞, ±½. */
import { madd } from '../madd';

/** G g: three taps to eight points. */
// @ts-ignore: decorator
@inline
export function transformFilter(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load((from += fromStep));
  const g2 = v128.load((from += fromStep));
  v128.store(to, g0);
  let even = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(<f32>(-2.0 / 9)));
  let odd = f32x4.mul(g1, f32x4.splat(<f32>(-2.0 / 9)));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  even = madd(g2, f32x4.splat(<f32>(2.0 / 45)), f32x4.mul(g0, f32x4.splat(<f32>(1.0 / 90))));
  odd = f32x4.mul(g1, f32x4.splat(<f32>(1.0 / 45)));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
  v128.store((to += toStep), g2);
  even = madd(g2, f32x4.splat(<f32>(8.0 / 45)), f32x4.mul(g0, f32x4.splat(<f32>(32.0 / 45))));
  odd = f32x4.mul(g1, f32x4.splat(<f32>(16.0 / 45)));
  v128.store((to += toStep), f32x4.add(even, odd));
  v128.store((to += toStep), f32x4.sub(even, odd));
}

/** Gᵀ u: eight sums of products to the gradient of three taps. */
// @ts-ignore: decorator
@inline
export function transformFilterGradient(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const u0 = v128.load(from);
  const u1 = v128.load((from += fromStep));
  const u2 = v128.load((from += fromStep));
  const u3 = v128.load((from += fromStep));
  const u4 = v128.load((from += fromStep));
  const u5 = v128.load((from += fromStep));
  const u6 = v128.load((from += fromStep));
  const u7 = v128.load((from += fromStep));
  const even1 = f32x4.mul(f32x4.add(u1, u2), f32x4.splat(<f32>(-2.0 / 9)));
  const odd1 = f32x4.mul(f32x4.sub(u1, u2), f32x4.splat(<f32>(-2.0 / 9)));
  const even2 = f32x4.add(u3, u4);
  const odd2 = f32x4.sub(u3, u4);
  const even3 = f32x4.add(u6, u7);
  const odd3 = f32x4.sub(u6, u7);
  let g = madd(even3, f32x4.splat(<f32>(32.0 / 45)), madd(even2, f32x4.splat(<f32>(1.0 / 90)), even1));
  v128.store(to, f32x4.add(g, u0));
  g = madd(odd3, f32x4.splat(<f32>(16.0 / 45)), madd(odd2, f32x4.splat(<f32>(1.0 / 45)), odd1));
  v128.store((to += toStep), g);
  g = madd(even3, f32x4.splat(<f32>(8.0 / 45)), madd(even2, f32x4.splat(<f32>(2.0 / 45)), even1));
  v128.store((to += toStep), f32x4.add(g, u5));
}

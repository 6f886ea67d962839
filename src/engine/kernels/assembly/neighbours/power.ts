/** xᵖ for four x ≥ 0 as 2^(p·log₂ x), right to about a millionth: a gradient step needs no more. 0ᵖ is tiny, not 0. */
// @ts-ignore: decorator
@inline
export function powerOf(x: v128, p: v128): v128 {
  // x = 2ᵉ·m with m from √½ to √2, and log₂ m = 2/ln 2 · artanh s with s = (m − 1)/(m + 1), |s| < 0.172.
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(shifted, 23);
  const m = i32x4.sub(x, i32x4.shl(exponent, 23));
  const one = f32x4.splat(1);
  const s = f32x4.div(f32x4.sub(m, one), f32x4.add(m, one));
  const square = f32x4.mul(s, s);
  let series = f32x4.splat(0.41219858);
  series = f32x4.add(f32x4.mul(series, square), f32x4.splat(0.57707802));
  series = f32x4.add(f32x4.mul(series, square), f32x4.splat(0.96179669));
  series = f32x4.add(f32x4.mul(series, square), f32x4.splat(2.88539008));
  const log = f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.mul(series, s));
  // 2ʸ = 2ⁱ·2ᶠ with f from −½ to ½.
  const y = f32x4.max(f32x4.min(f32x4.mul(log, p), f32x4.splat(126)), f32x4.splat(-126));
  const whole = f32x4.nearest(y);
  const f = f32x4.sub(y, whole);
  let power = f32x4.splat(1.5403530e-4);
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(1.3333558e-3));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(9.6181291e-3));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(5.5504109e-2));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(0.24022651));
  power = f32x4.add(f32x4.mul(power, f), f32x4.splat(0.69314718));
  power = f32x4.add(f32x4.mul(power, f), one);
  return i32x4.add(power, i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23));
}

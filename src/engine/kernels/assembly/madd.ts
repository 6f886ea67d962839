/**
 * a·b + c on four lanes. `RELAXED` is set by the build: the relaxed variant lets the machine fuse the two operations
 * (one rounding where it can), the other rounds twice and gives the same bits everywhere.
 */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return RELAXED ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

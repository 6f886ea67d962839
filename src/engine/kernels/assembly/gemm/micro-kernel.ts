/**
 * The innermost product: an MR×8 tile of C = A·B (+ C) (+ bias), ReLU.
 *
 * Twelve accumulators, two vectors of B and one splat of A fill the vector registers of x86: sixteen, of which V8 keeps
 * one. Without relaxed SIMD the product of a madd needs a register too, and with six rows some are spilled: 28 GFLOP/s
 * against 52 with four (five: 52 too, but four divides what channels and blocks are made of); fused, six reach 56.
 *
 * B is a packed panel [k][8]. These stay plain functions with one k a turn: unrolled, or inlined into their drivers, V8
 * runs out of registers and a third of the speed is lost.
 */
import { madd } from '../madd';

/** Rows of a tile. */
export const MR: i32 = RELAXED ? 6 : 4;
/** C holds a part of the sum already. */
export const ACCUMULATE = 1;
export const RELU = 2;

/**
 * A row-major: row i at `a + i·rowBytes`. Rows from `rows` on repeat the last one, so that nothing outside A is read;
 * what they give is still written to C, which must have room for MR × 8.
 * `bias`: address of eight floats, or 0.
 */
export function multiplyRows(
  a: usize,
  rowBytes: usize,
  rows: i32,
  b: usize,
  k: i32,
  c: usize,
  cRowBytes: usize,
  bias: usize,
  flags: i32,
): void {
  const r1: usize = rows > 1 ? rowBytes : 0;
  const r2: usize = rows > 2 ? r1 + rowBytes : r1;
  const r3: usize = rows > 3 ? r2 + rowBytes : r2;
  const r4: usize = rows > 4 ? r3 + rowBytes : r3;
  const r5: usize = rows > 5 ? r4 + rowBytes : r4;
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  for (const end = b + ((<usize>k) << 5); b < end; b += 32, a += 4) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load_splat<f32>(a);
    c00 = madd(s, b0, c00);
    c01 = madd(s, b1, c01);
    s = v128.load_splat<f32>(a + r1);
    c10 = madd(s, b0, c10);
    c11 = madd(s, b1, c11);
    s = v128.load_splat<f32>(a + r2);
    c20 = madd(s, b0, c20);
    c21 = madd(s, b1, c21);
    s = v128.load_splat<f32>(a + r3);
    c30 = madd(s, b0, c30);
    c31 = madd(s, b1, c31);
    if (RELAXED) {
      s = v128.load_splat<f32>(a + r4);
      c40 = madd(s, b0, c40);
      c41 = madd(s, b1, c41);
      s = v128.load_splat<f32>(a + r5);
      c50 = madd(s, b0, c50);
      c51 = madd(s, b1, c51);
    }
  }
  if (bias == 0 && flags == 0) {
    storeSums(c, c00, c01);
    storeSums((c += cRowBytes), c10, c11);
    storeSums((c += cRowBytes), c20, c21);
    storeSums((c += cRowBytes), c30, c31);
    if (RELAXED) {
      storeSums((c += cRowBytes), c40, c41);
      storeSums((c += cRowBytes), c50, c51);
    }
    return;
  }
  storeRow(c, c00, c01, bias, flags);
  storeRow((c += cRowBytes), c10, c11, bias, flags);
  storeRow((c += cRowBytes), c20, c21, bias, flags);
  storeRow((c += cRowBytes), c30, c31, bias, flags);
  if (RELAXED) {
    storeRow((c += cRowBytes), c40, c41, bias, flags);
    storeRow((c += cRowBytes), c50, c51, bias, flags);
  }
}

/** A column-major: the MR values of step k lie side by side at `a + k·stepBytes`. */
export function multiplyColumns(
  a: usize,
  stepBytes: usize,
  b: usize,
  k: i32,
  c: usize,
  cRowBytes: usize,
  bias: usize,
  flags: i32,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  for (const end = b + ((<usize>k) << 5); b < end; b += 32, a += stepBytes) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let s = v128.load_splat<f32>(a);
    c00 = madd(s, b0, c00);
    c01 = madd(s, b1, c01);
    s = v128.load_splat<f32>(a, 4);
    c10 = madd(s, b0, c10);
    c11 = madd(s, b1, c11);
    s = v128.load_splat<f32>(a, 8);
    c20 = madd(s, b0, c20);
    c21 = madd(s, b1, c21);
    s = v128.load_splat<f32>(a, 12);
    c30 = madd(s, b0, c30);
    c31 = madd(s, b1, c31);
    if (RELAXED) {
      s = v128.load_splat<f32>(a, 16);
      c40 = madd(s, b0, c40);
      c41 = madd(s, b1, c41);
      s = v128.load_splat<f32>(a, 20);
      c50 = madd(s, b0, c50);
      c51 = madd(s, b1, c51);
    }
  }
  if (bias == 0 && flags == 0) {
    storeSums(c, c00, c01);
    storeSums((c += cRowBytes), c10, c11);
    storeSums((c += cRowBytes), c20, c21);
    storeSums((c += cRowBytes), c30, c31);
    if (RELAXED) {
      storeSums((c += cRowBytes), c40, c41);
      storeSums((c += cRowBytes), c50, c51);
    }
    return;
  }
  storeRow(c, c00, c01, bias, flags);
  storeRow((c += cRowBytes), c10, c11, bias, flags);
  storeRow((c += cRowBytes), c20, c21, bias, flags);
  storeRow((c += cRowBytes), c30, c31, bias, flags);
  if (RELAXED) {
    storeRow((c += cRowBytes), c40, c41, bias, flags);
    storeRow((c += cRowBytes), c50, c51, bias, flags);
  }
}

// @ts-ignore: decorator
@inline
function storeSums(c: usize, low: v128, high: v128): void {
  v128.store(c, low);
  v128.store(c, high, 16);
}

/** Eight sums to C, with what `flags` and `bias` (the address of eight floats, or 0) say. */
// @ts-ignore: decorator
@inline
export function storeRow(c: usize, low: v128, high: v128, bias: usize, flags: i32): void {
  if (flags & ACCUMULATE) {
    low = f32x4.add(low, v128.load(c));
    high = f32x4.add(high, v128.load(c, 16));
  }
  if (bias) {
    low = f32x4.add(low, v128.load(bias));
    high = f32x4.add(high, v128.load(bias, 16));
  }
  if (flags & RELU) {
    // `max` keeps NaN, which a diverging run must show.
    const zero = f32x4.splat(0);
    low = f32x4.max(low, zero);
    high = f32x4.max(high, zero);
  }
  v128.store(c, low);
  v128.store(c, high, 16);
}

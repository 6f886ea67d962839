/**
 * The micro-kernel on windows of images: no patch is copied, since a filter row of a window is one run of the image.
 * Rows of A, and of C, may lie anywhere; a table says where. Shaped like micro-kernel.ts, for the reasons given there.
 */
import { madd } from '../madd';
import { ACCUMULATE, storeRow } from './micro-kernel';

/** Bytes of a table's entry: where a window begins, where its row of C does. */
export const ENTRY_BYTES: usize = 8;

/**
 * MR×8 values of C = windows · B (+ bias), ReLU.
 * `table`: MR entries. A window has `runs` runs of `k` values; `skip`: bytes from the end of one to the next. B is a
 * panel [runs × k][8], `column` the panel's place in a row of C in bytes, `bias` the address of eight floats, or 0.
 */
export function multiplyWindows(
  table: usize,
  runs: i32,
  k: i32,
  skip: usize,
  b: usize,
  column: usize,
  bias: usize,
  flags: i32,
): void {
  let a = load<usize>(table);
  const r1 = load<usize>(table, 8) - a;
  const r2 = load<usize>(table, 16) - a;
  const r3 = load<usize>(table, 24) - a;
  const r4: usize = RELAXED ? load<usize>(table, 32) - a : 0;
  const r5: usize = RELAXED ? load<usize>(table, 40) - a : 0;
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  for (; runs > 0; runs--, a += skip)
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
  storeRow(load<usize>(table, 4) + column, c00, c01, bias, flags);
  storeRow(load<usize>(table, 12) + column, c10, c11, bias, flags);
  storeRow(load<usize>(table, 20) + column, c20, c21, bias, flags);
  storeRow(load<usize>(table, 28) + column, c30, c31, bias, flags);
  if (RELAXED) {
    storeRow(load<usize>(table, 36) + column, c40, c41, bias, flags);
    storeRow(load<usize>(table, 44) + column, c50, c51, bias, flags);
  }
}

/**
 * MR×8 values of C (+)= windowsᵀ · B: MR neighbouring values of each window times its row of B, summed over windows.
 * Windows lie in `images` images of `rows` rows of `columns`, `stepBytes` apart; `rowSkip` and `imageSkip`: bytes from
 * behind a row's last one to the next row's first, and beyond that to the next image's. Rows of B are `bRowBytes` apart.
 */
export function multiplyWindowColumns(
  a: usize,
  columns: i32,
  stepBytes: usize,
  rows: i32,
  rowSkip: usize,
  images: i32,
  imageSkip: usize,
  b: usize,
  bRowBytes: usize,
  c: usize,
  cRowBytes: usize,
  accumulates: bool,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  const bSweep = <usize>columns * bRowBytes;
  for (; images > 0; images--, a += imageSkip)
    for (let row = 0; row < rows; row++, a += rowSkip)
      for (const end = b + bSweep; b < end; b += bRowBytes, a += stepBytes) {
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
  const flags = accumulates ? ACCUMULATE : 0;
  storeRow(c, c00, c01, 0, flags);
  storeRow((c += cRowBytes), c10, c11, 0, flags);
  storeRow((c += cRowBytes), c20, c21, 0, flags);
  storeRow((c += cRowBytes), c30, c31, 0, flags);
  if (RELAXED) {
    storeRow((c += cRowBytes), c40, c41, 0, flags);
    storeRow((c += cRowBytes), c50, c51, 0, flags);
  }
}

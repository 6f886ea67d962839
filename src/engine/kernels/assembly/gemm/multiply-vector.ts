/** y[i] = A[i]·v (+ bias) (ReLU): rows of A in memory order, four rows at a time so that v is read once for them. */
import { madd } from '../madd';

export function multiplyRowsByVector(
  a: usize,
  m: i32,
  k: i32,
  v: usize,
  y: usize,
  bias: usize,
  relu: bool,
): void {
  const shift = bias ? load<f32>(bias) : 0;
  const rowBytes: usize = k << 2;
  for (let row = 0; row < m; row += 4, y += 16, a += rowBytes << 2) {
    const rows = min(4, m - row);
    const d1: usize = rows > 1 ? rowBytes : 0;
    const d2: usize = rows > 2 ? d1 + rowBytes : d1;
    const d3: usize = rows > 3 ? d2 + rowBytes : d2;
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    let at: usize = 0;
    for (; at < (rowBytes & ~15); at += 16) {
      const b = v128.load(v + at);
      const from = a + at;
      s0 = madd(v128.load(from), b, s0);
      s1 = madd(v128.load(from + d1), b, s1);
      s2 = madd(v128.load(from + d2), b, s2);
      s3 = madd(v128.load(from + d3), b, s3);
    }
    // Transposed and added: lane i holds the sum of row i.
    const low01 = v128.shuffle<f32>(s0, s1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(s0, s1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(s2, s3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(s2, s3, 2, 6, 3, 7);
    const left = f32x4.add(low01, high01);
    const right = f32x4.add(low23, high23);
    let sum = f32x4.add(v128.shuffle<f32>(left, right, 0, 1, 4, 5), v128.shuffle<f32>(left, right, 2, 3, 6, 7));
    for (; at < rowBytes; at += 4) {
      const from = a + at;
      let column = f32x4.splat(load<f32>(from));
      column = f32x4.replace_lane(column, 1, load<f32>(from + d1));
      column = f32x4.replace_lane(column, 2, load<f32>(from + d2));
      column = f32x4.replace_lane(column, 3, load<f32>(from + d3));
      sum = madd(column, v128.load_splat<f32>(v + at), sum);
    }
    sum = f32x4.add(sum, f32x4.splat(shift));
    if (relu) sum = f32x4.max(sum, f32x4.splat(0));
    if (rows == 4) {
      v128.store(y, sum);
    } else {
      store<f32>(y, f32x4.extract_lane(sum, 0));
      if (rows > 1) store<f32>(y, f32x4.extract_lane(sum, 1), 4);
      if (rows > 2) store<f32>(y, f32x4.extract_lane(sum, 2), 8);
    }
  }
}

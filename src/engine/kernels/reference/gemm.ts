/** The ground truth for products of matrices: slow, obvious, sums in double precision. */

export interface GemmShape {
  m: number;
  n: number;
  k: number;
  /** `a` is [k, m]. */
  transposeA?: boolean;
  /** `b` is [n, k]. */
  transposeB?: boolean;
}

/** c [m, n] = a [m, k] · b [k, n]. */
export function multiplyReference(
  a: Float32Array,
  b: Float32Array,
  { m, n, k, transposeA = false, transposeB = false }: GemmShape,
): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++)
        sum += a[transposeA ? p * m + i : i * k + p] * b[transposeB ? j * k + p : p * n + j];
      c[i * n + j] = sum;
    }
  return c;
}

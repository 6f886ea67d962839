/** Double-precision linear algebra for matrices of a hundred rows at most; square ones are row by row. */

const LARGEST_SWEEPS = 60;

/** Eigenvalues, largest first, and their unit eigenvectors: row i of `vectors` belongs to `values[i]`. */
export interface Eigen {
  values: Float64Array;
  vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric n × n matrix by Jacobi rotations. Signs are fixed: the largest component
 * of each vector is positive. The matrix is left as it is.
 */
export function eigenSymmetric(matrix: Float64Array, n: number): Eigen {
  const a = matrix.slice();
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  const size = Math.hypot(...a);
  for (let sweep = 0; sweep < LARGEST_SWEEPS && offDiagonal(a, n) > 1e-15 * size; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j] - a[i * n + i]);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => sorted.set(fixSign(vectors.subarray(from * n, from * n + n)), to * n));
  return { values: Float64Array.from(order, (i) => a[i * n + i]), vectors: sorted };
}

/** Makes the rows of a rows × columns matrix orthonormal in place (Gram and Schmidt, twice, for the digits). */
export function orthonormalizeRows(matrix: Float64Array, rows: number, columns: number): void {
  for (let i = 0; i < rows; i++) {
    const row = matrix.subarray(i * columns, (i + 1) * columns);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = matrix.subarray(j * columns, (j + 1) * columns);
        const share = dot(row, other);
        for (let k = 0; k < columns; k++) row[k] -= share * other[k];
      }
    }
    const length = Math.sqrt(dot(row, row)) || 1;
    for (let k = 0; k < columns; k++) row[k] /= length;
  }
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) sum += a[i * n + j] ** 2;
  return Math.sqrt(sum);
}

/** Turns the plane of p and q so that a[p, q] becomes 0; `vectors` has the turns so far as rows. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) {
    const akp = a[k * n + p];
    const akq = a[k * n + q];
    a[k * n + p] = cosine * akp - sine * akq;
    a[k * n + q] = sine * akp + cosine * akq;
  }
  turnRows(a, n, p, q, cosine, sine);
  turnRows(vectors, n, p, q, cosine, sine);
}

function turnRows(a: Float64Array, n: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < n; k++) {
    const apk = a[p * n + k];
    const aqk = a[q * n + k];
    a[p * n + k] = cosine * apk - sine * aqk;
    a[q * n + k] = sine * apk + cosine * aqk;
  }
}

function fixSign(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}

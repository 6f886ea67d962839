import { add, dispose, matMul, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/** Rows that are multiplied at once: with more of them a product's operands leave the caches. */
const BLOCK_ROWS = 500;

/** Rows whose mean all are shifted by. */
const SHIFT_ROWS = 2000;

/**
 * The matrix is symmetric, so of its blocks of columns by columns only those on and above the diagonal are multiplied: 10
 * of 16. Below some columns a block, products are too small to be worth it.
 */
const COLUMN_BLOCKS = 4;
const LEAST_BLOCK_COLUMNS = 64;

/** Rows of pixels, handed out in pieces so that bytes need not become floats all at once. */
export interface PixelRows {
  count: number;
  pixels: number;
  /**
   * Rows `start` to `end`, the end not included: (end − start) × pixels, floats in [0, 1] or bytes 0–255. Bytes may be
   * written to `buffer`, if it has that length: fresh memory for every piece takes longer than the bytes.
   */
  read(start: number, end: number, buffer?: Uint8Array): Float32Array | Uint8Array;
}

export interface Covariance {
  mean: Float64Array;
  /** pixels × pixels, symmetric to the bit. */
  matrix: Float64Array;
}

/** What makes pixels of it lie in [0, 1]. */
export function scaleOf(block: Float32Array | Uint8Array): number {
  return block instanceof Uint8Array ? 1 / 255 : 1;
}

/**
 * Mean and covariance in one pass over the rows, whose products run on tfjs' current backend; `giveWay` is awaited between
 * blocks. Rows are shifted by the mean of the first of them, so that there is little left to take off in the end, and
 * single precision is enough.
 */
export async function measureCovariance(rows: PixelRows, giveWay: () => Promise<void>): Promise<Covariance> {
  const { count, pixels } = rows;
  const shift = averageRows(rows.read(0, Math.min(SHIFT_ROWS, count)), pixels);
  const sums = new Float64Array(pixels);
  const width = Math.max(LEAST_BLOCK_COLUMNS, 8 * Math.ceil(pixels / COLUMN_BLOCKS / 8));
  const bytes = new Uint8Array(BLOCK_ROWS * pixels);
  const columns = Array.from({ length: Math.ceil(pixels / width) }, (_, i) => {
    const first = i * width;
    const last = Math.min(first + width, pixels);
    return { first, last, values: new Float32Array(BLOCK_ROWS * (last - first)) };
  });
  let products: Tensor2D[] = [];
  try {
    for (let start = 0; start < count; start += BLOCK_ROWS) {
      const length = Math.min(BLOCK_ROWS, count - start);
      const block = rows.read(start, start + length, bytes.subarray(0, length * pixels));
      for (const each of columns) shiftColumns(block, shift, each, sums);
      products = addProducts(products, columns, length);
      await giveWay();
    }
    return join(products, columns, sums, shift, count);
  } finally {
    dispose(products);
  }
}

/** Some columns of a block of rows, and room for their values, rows × (last − first). */
interface Columns {
  first: number;
  last: number;
  values: Float32Array;
}

function averageRows(block: Float32Array | Uint8Array, pixels: number): Float64Array {
  const mean = new Float64Array(pixels);
  for (let row = 0; row < block.length; row += pixels) {
    for (let i = 0; i < pixels; i++) mean[i] += block[row + i];
  }
  const share = (scaleOf(block) * pixels) / block.length;
  return mean.map((sum) => sum * share);
}

/** Fills in the columns' values of a block of rows, shifted, and adds each column up into `sums`. */
function shiftColumns(
  block: Float32Array | Uint8Array,
  shift: Float64Array,
  { first, last, values }: Columns,
  sums: Float64Array,
): void {
  const pixels = shift.length;
  const scale = scaleOf(block);
  for (let row = 0, to = 0; row < block.length; row += pixels) {
    for (let i = first; i < last; i++) {
      const value = block[row + i] * scale - shift[i];
      values[to++] = value;
      sums[i] += value;
    }
  }
}

/** The sums so far plus columnsᵀ · columns, for each pair of columns' blocks on and above the diagonal. */
function addProducts(sums: Tensor2D[], columns: Columns[], length: number): Tensor2D[] {
  const added = tidy(() => {
    const blocks = columns.map(({ first, last, values }) =>
      tensor2d(values.subarray(0, length * (last - first)), [length, last - first]),
    );
    const products = blocks.flatMap((left, i) =>
      blocks.slice(i).map((right) => matMul<Tensor2D>(left, right, true, false)),
    );
    return products.map((product, i) => (sums[i] ? add<Tensor2D>(sums[i], product) : product));
  });
  dispose(sums);
  return added;
}

/** The whole matrix of the blocks' sums, and the mean. */
function join(
  products: Tensor2D[],
  columns: Columns[],
  sums: Float64Array,
  shift: Float64Array,
  count: number,
): Covariance {
  const pixels = shift.length;
  const matrix = new Float64Array(pixels * pixels);
  let next = 0;
  columns.forEach((above, at) => {
    for (const beside of columns.slice(at)) {
      const values = products[next++].dataSync();
      let from = 0;
      for (let i = above.first; i < above.last; i++) {
        for (let j = beside.first; j < beside.last; j++) {
          const value = (values[from++] - (sums[i] * sums[j]) / count) / count;
          matrix[i * pixels + j] = value;
          matrix[j * pixels + i] = value;
        }
      }
    }
  });
  return { mean: shift.map((value, i) => value + sums[i] / count), matrix };
}

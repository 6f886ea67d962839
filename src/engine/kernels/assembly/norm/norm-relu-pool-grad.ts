/**
 * The way back through normReluPool. Which pixel of a cell was the maximum, and whether ReLU let it through, is found
 * again from x with the forward pass' own arithmetic: cheaper than keeping and reading it. With g for dy moved to those pixels:
 * 1. sums: Σ g and Σ g·(x − mean) of a part's cells, per channel;
 * 2. dx = scale·g − offset − slope·(x − mean), the last two from the sums over all parts.
 */
import { pointer, word } from '../job-words';
import { cellDx, cellSums, pixelDx, pixelSums, restOfPixel } from './norm-grad-cells';
import * as W from './norm-words';

/** Job 1 if `sums`, else job 2. Parts are rows of cells; incomplete ones matter to job 2 only. */
export function normReluPoolGradPart(job: usize, part: i32, sums: bool): void {
  const pool = word(job, W.POOL);
  const channels = word(job, W.CHANNELS);
  const width = word(job, W.WIDTH);
  const height = word(job, W.HEIGHT);
  const outWidth = width / pool;
  const outHeight = height / pool;
  const cellHeight = (height + pool - 1) / pool;
  const pixelBytes = <usize>channels << 2;
  const factors = pointer(job, W.FACTORS);
  // g is 0 where y is not above this.
  const floor = f32x4.splat(word(job, W.RELU) ? 0 : -Infinity);
  const partial = pointer(job, W.GRADIENT) + <usize>part * 2 * pixelBytes;
  if (sums) memory.fill(partial, 0, 2 * pixelBytes);

  const first = part * word(job, W.CELL_ROWS_PER_PART);
  const last = min(first + word(job, W.CELL_ROWS_PER_PART), word(job, W.CELL_ROWS));
  for (let cellRow = first; cellRow < last; cellRow++) {
    const image = cellRow / cellHeight;
    const outRow = cellRow - image * cellHeight;
    for (let column = 0; column < width; column += pool) {
      const place = <usize>((image * height + outRow * pool) * width + column) * pixelBytes;
      const x = pointer(job, W.X) + place;
      const dx = pointer(job, W.GRADIENT) + place;
      const complete = outRow < outHeight && column < outWidth * pool;
      if (!complete) {
        if (sums) continue;
        const right = column + 1 < width;
        const below = outRow * pool + 1 < height;
        restOfPixel(x, dx, channels, factors);
        if (right) restOfPixel(x + pixelBytes, dx + pixelBytes, channels, factors);
        if (below) restOfPixel(x + <usize>width * pixelBytes, dx + <usize>width * pixelBytes, channels, factors);
        continue;
      }
      const outPixel = <usize>((image * outHeight + outRow) * outWidth + column / pool);
      const dy = pointer(job, W.Y) + outPixel * pixelBytes;
      const rowBytes = <usize>width * pixelBytes;
      if (sums) {
        if (pool == 1) pixelSums(x, dy, partial, channels, factors, floor);
        else cellSums(x, dy, partial, channels, rowBytes, factors, floor);
      } else {
        if (pool == 1) pixelDx(x, dy, dx, channels, factors, floor);
        else cellDx(x, dy, dx, channels, rowBytes, factors, floor);
      }
    }
  }
}

import { SSIM_FLOORS, SSIM_WINDOW } from '../models/index.ts';

const windowSize = SSIM_WINDOW.length;
const [c1, c2] = SSIM_FLOORS;

/**
 * Mean structural similarity of two images of one channel, pixels in [0, 1]: 1 for equal ones. Windows of 11 × 11 pixels
 * with a Gaussian of 1.5, wherever they fit whole.
 *
 * @throws RangeError where no window fits.
 */
export function measureSsim(
  a: Float32Array,
  b: Float32Array,
  [height, width]: readonly [height: number, width: number],
): number {
  if (height < windowSize || width < windowSize) {
    throw new RangeError(
      `expected images of at least ${windowSize} × ${windowSize} pixels, found ${height} × ${width}`,
    );
  }
  const smooth = (value: (i: number) => number) => smoothWithin(value, height, width);
  const [meanA, meanB] = [smooth((i) => a[i]), smooth((i) => b[i])];
  const [squareA, squareB, product] = [
    smooth((i) => a[i] * a[i]),
    smooth((i) => b[i] * b[i]),
    smooth((i) => a[i] * b[i]),
  ];
  let sum = 0;
  for (let i = 0; i < meanA.length; i++) {
    const varianceA = squareA[i] - meanA[i] ** 2;
    const varianceB = squareB[i] - meanB[i] ** 2;
    const covariance = product[i] - meanA[i] * meanB[i];
    sum +=
      ((2 * meanA[i] * meanB[i] + c1) * (2 * covariance + c2)) /
      ((meanA[i] ** 2 + meanB[i] ** 2 + c1) * (varianceA + varianceB + c2));
  }
  return sum / meanA.length;
}

/** Windowed means, along rows, then along columns. */
function smoothWithin(value: (i: number) => number, height: number, width: number): Float64Array {
  const columns = width - windowSize + 1;
  const rows = height - windowSize + 1;
  const along = new Float64Array(height * columns);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (let tap = 0; tap < windowSize; tap++) sum += SSIM_WINDOW[tap] * value(y * width + x + tap);
      along[y * columns + x] = sum;
    }
  }
  const means = new Float64Array(rows * columns);
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let tap = 0; tap < windowSize; tap++) sum += SSIM_WINDOW[tap] * along[i + tap * columns];
    means[i] = sum;
  }
  return means;
}

/** Wang, Bovik, Sheikh & Simoncelli, "Image quality assessment: from error visibility to structural similarity", 2004. */
const windowSize = 11;
const deviation = 1.5;
/** (0.01 L)² and (0.03 L)² for pixels in [0, 1]. */
const [c1, c2] = [1e-4, 9e-4];

const weights = normalize(
  Float64Array.from({ length: windowSize }, (_, i) =>
    Math.exp(-((i - (windowSize - 1) / 2) ** 2) / (2 * deviation ** 2)),
  ),
);

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
      for (let tap = 0; tap < windowSize; tap++) sum += weights[tap] * value(y * width + x + tap);
      along[y * columns + x] = sum;
    }
  }
  const means = new Float64Array(rows * columns);
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let tap = 0; tap < windowSize; tap++) sum += weights[tap] * along[i + tap * columns];
    means[i] = sum;
  }
  return means;
}

function normalize(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

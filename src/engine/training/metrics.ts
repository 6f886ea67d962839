/** How far a split's reconstructions are from its images, pixels in [0, 1]. */
export interface Evaluation {
  rmse: number;
  mse: number;
  /** −10·log10(mse), in dB. */
  psnr: number;
  /** Images. */
  count: number;
}

/** Σ (a − b)² in double precision, from `start` on for `length` values. Throws a `TypeError` for unequal lengths. */
export function sumSquaredError(a: Float32Array, b: Float32Array, start = 0, length = a.length): number {
  if (a.length !== b.length) {
    throw new TypeError(`reconstructions: expected ${a.length} values, found ${b.length}`);
  }
  let sum = 0;
  for (let i = start; i < start + length; i++) {
    const difference = a[i] - b[i];
    sum += difference * difference;
  }
  return sum;
}

/** RMSE of each image; `pixels` values make one. */
export function imageRmse(images: Float32Array, reconstructions: Float32Array, pixels: number): Float32Array {
  return Float32Array.from({ length: images.length / pixels }, (_, i) =>
    Math.sqrt(sumSquaredError(images, reconstructions, i * pixels, pixels) / pixels),
  );
}

/** The figures for `count` images of `pixels` values each whose squared errors sum to `squaredError`. */
export function evaluateError(squaredError: number, count: number, pixels: number): Evaluation {
  const mse = squaredError / (count * pixels);
  return { rmse: Math.sqrt(mse), mse, psnr: -10 * Math.log10(mse), count };
}

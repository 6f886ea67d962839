import type { LossParts } from './training-event.ts';

/** How far a split's reconstructions are from its images, pixels in [0, 1]. */
export interface Evaluation {
  rmse: number;
  mse: number;
  /** −10·log10(mse), in dB. */
  psnr: number;
  /** Images. */
  count: number;
  /** Of models whose loss is more than the RMSE. */
  parts?: LossParts;
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

/** Puts into reconstructions what they stand beside wherever that is not known: no error there. Changes and returns them. */
export function fillUnknown(
  images: Float32Array,
  reconstructions: Float32Array,
  mask: Uint8Array | undefined,
): Float32Array {
  mask?.forEach((known, i) => {
    if (!known) reconstructions[i] = images[i];
  });
  return reconstructions;
}

/** RMSE of each image, over its known values where there is a mask; `pixels` values make one. */
export function imageRmse(
  images: Float32Array,
  reconstructions: Float32Array,
  pixels: number,
  mask?: Uint8Array,
): Float32Array {
  const filled = mask ? fillUnknown(images, reconstructions.slice(), mask) : reconstructions;
  return Float32Array.from({ length: images.length / pixels }, (_, i) => {
    const count = mask ? countKnown(mask.subarray(i * pixels, (i + 1) * pixels)) : pixels;
    return Math.sqrt(sumSquaredError(images, filled, i * pixels, pixels) / (count || 1));
  });
}

export function countKnown(mask: Uint8Array): number {
  return mask.reduce((sum, known) => sum + known, 0);
}

/** The figures for `count` images of `values` values in all whose squared errors sum to `squaredError`. */
export function evaluateError(squaredError: number, count: number, values: number): Evaluation {
  const mse = squaredError / values;
  return { rmse: Math.sqrt(mse), mse, psnr: -10 * Math.log10(mse), count };
}

import {
  add,
  concat,
  depthwiseConv2d,
  div,
  mean,
  mul,
  split,
  square,
  sub,
  tensor4d,
} from '@tensorflow/tfjs-core';
import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';

/** Wang, Bovik, Sheikh & Simoncelli, "Image quality assessment: from error visibility to structural similarity", 2004. */
const LENGTH = 11;
const DEVIATION = 1.5;

/** (0.01 L)² and (0.03 L)² for pixels in [0, 1]. */
export const SSIM_FLOORS = [1e-4, 9e-4] as const;

/** Weights of a window's rows, and of its columns; they sum to 1. */
export const SSIM_WINDOW: Float64Array = normalize(
  Float64Array.from({ length: LENGTH }, (_, i) =>
    Math.exp(-((i - (LENGTH - 1) / 2) ** 2) / (2 * DEVIATION ** 2)),
  ),
);

/**
 * Mean structural similarity of two batches of images, as `measureSsim` of the analysis has it, channel by channel, and
 * differentiable: count × height × width × channels, each side at least as long as the window.
 */
export function structuralSimilarity(a: Tensor4D, b: Tensor4D): Scalar {
  const maps = concat<Tensor4D>([a, b, square(a), square(b), mul(a, b)], 3);
  const channels = maps.shape[3];
  const along = [...SSIM_WINDOW].flatMap((weight) => new Array<number>(channels).fill(weight));
  const columns = tensor4d(along, [SSIM_WINDOW.length, 1, channels, 1]);
  const rows = tensor4d(along, [1, SSIM_WINDOW.length, channels, 1]);
  const smooth = depthwiseConv2d<Tensor4D>(
    depthwiseConv2d<Tensor4D>(maps, columns, 1, 'valid'),
    rows,
    1,
    'valid',
  );
  const [meanA, meanB, squareA, squareB, product] = split(smooth, 5, 3) as Quintuple;
  const [c1, c2] = SSIM_FLOORS;
  const means = mul(meanA, meanB);
  const squares = add(square(meanA), square(meanB));
  const likeness = mul(add(mul(means, 2), c1), add(mul(sub(product, means), 2), c2));
  const most = mul(add(squares, c1), add(sub(add(squareA, squareB), squares), c2));
  return mean<Scalar>(div(likeness, most));
}

type Quintuple = [Tensor4D, Tensor4D, Tensor4D, Tensor4D, Tensor4D];

function normalize(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

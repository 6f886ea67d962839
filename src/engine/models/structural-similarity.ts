import {
  add,
  div,
  matMul,
  mean,
  mul,
  reshape,
  square,
  sub,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';

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
 * differentiable: count × height × width × channels, each side at least as long as the window. Windows are weighed by two
 * products with band matrices, one for each axis.
 */
export function structuralSimilarity(a: Tensor4D, b: Tensor4D): Scalar {
  const [x, y] = [toPlanes(a), toPlanes(b)];
  const [, height, width] = x.shape;
  const [rows, columns] = [bandMatrix(height), bandMatrix(width)];
  // Each map by itself: to stack and part them takes tfjs' wasm backend ten times as long as all the products.
  const smooth = (planes: Tensor3D) => {
    const along = matMul(reshape(planes, [-1, width]), columns);
    // The second product turns planes over, which changes no mean.
    return matMul(reshape(along, [-1, height, width - LENGTH + 1]), rows, true);
  };
  const [meanX, meanY] = [smooth(x), smooth(y)];
  const [squareX, squareY, product] = [smooth(square(x)), smooth(square(y)), smooth(mul(x, y))];
  const [c1, c2] = SSIM_FLOORS;
  const means = mul(meanX, meanY);
  const squares = add(square(meanX), square(meanY));
  const likeness = mul(add(mul(means, 2), c1), add(mul(sub(product, means), 2), c2));
  const most = mul(add(squares, c1), add(sub(add(squareX, squareY), squares), c2));
  return mean<Scalar>(div(likeness, most));
}

/** Each channel of each image by itself: count · channels × height × width. */
function toPlanes(images: Tensor4D): Tensor3D {
  const [, height, width, channels] = images.shape;
  const planes = channels === 1 ? images : transpose(images, [0, 3, 1, 2]);
  return reshape(planes, [-1, height, width]);
}

/** length × (length − 10): a column weighs the values of one window. */
function bandMatrix(length: number): Tensor2D {
  const windows = length - LENGTH + 1;
  const values = new Float32Array(length * windows);
  for (let window = 0; window < windows; window++) {
    SSIM_WINDOW.forEach((weight, tap) => (values[(window + tap) * windows + window] = weight));
  }
  return tensor2d(values, [length, windows]);
}

function normalize(values: Float64Array): Float64Array {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

import { add, div, mean, mul, sqrt, squaredDifference, sum } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';

/**
 * Added under the root, whose slope is infinite at 0: with it, a perfect reconstruction has a gradient of 0 and not
 * NaN. A millionth of a pixel's range, so it does not show in any figure.
 */
export const LOSS_EPSILON = 1e-12;

/**
 * √(mean(d²) + ε) over all values of a batch, differentiable everywhere. Shapes must be equal.
 * @param known of the same shape, 1 for values that count and 0 for those that are not known; all count without it
 */
export function reconstructionLoss(images: Tensor, reconstructions: Tensor, known?: Tensor): Scalar {
  const squares = squaredDifference(images, reconstructions);
  const error = known ? div<Scalar>(sum(mul(squares, known)), add(sum(known), LOSS_EPSILON)) : mean(squares);
  return sqrt(add(error, LOSS_EPSILON));
}

import { add, mean, sqrt, squaredDifference } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';

/**
 * Added under the root, whose slope is infinite at 0: with it, a perfect reconstruction has a gradient of 0 and not
 * NaN. A millionth of a pixel's range, so it does not show in any figure.
 */
export const LOSS_EPSILON = 1e-12;

/** √(mean(d²) + ε) over all values of a batch, differentiable everywhere. Shapes must be equal. */
export function reconstructionLoss(images: Tensor, reconstructions: Tensor): Scalar {
  return sqrt(add(mean(squaredDifference(images, reconstructions)), LOSS_EPSILON));
}

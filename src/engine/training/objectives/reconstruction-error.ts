import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { rootMeanSquaredError } from '../../kernels/index.ts';
import { LOSS_EPSILON, reconstructionLoss } from '../../models/index.ts';

/** `reconstructionLoss` of the models, in one pass each way where every value is known. */
export function reconstructionError(images: Tensor, reconstructions: Tensor, known?: Tensor): Scalar {
  return known
    ? reconstructionLoss(images, reconstructions, known)
    : rootMeanSquaredError(images, reconstructions, LOSS_EPSILON);
}

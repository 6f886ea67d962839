import { add, mul, sub } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import { outOfRange } from '../../errors.ts';
import { SSIM_WINDOW, structuralSimilarity } from '../../models/index.ts';
import type { Autoencoder, AutoencoderPart } from '../../models/index.ts';
import type { Objective } from './objective.ts';
import { countDropouts, planHalf, type Half } from './plan-half.ts';
import { reconstructionError } from './reconstruction-error.ts';

export interface ReconstructionOptions {
  /** Share of the structural similarity in the loss, from 0 to 1. */
  structureWeight: number;
  frozen?: AutoencoderPart;
}

/**
 * To give images back: (1 − w) · RMSE over the values that are known + w · (1 − SSIM). With corrupted input it is a
 * denoising autoencoder. By the RMSE alone the best answer to doubt is a blur (Zhao, Gallo, Frosio, Kautz, "Loss
 * functions for image restoration with neural networks", 2017). Throws a `RangeError` where images are too small for w.
 */
export function createReconstruction(
  autoencoder: Autoencoder,
  { structureWeight, frozen }: ReconstructionOptions,
): Objective {
  const [height, width] = autoencoder.imageShape;
  if (structureWeight > 0 && Math.min(height, width) < SSIM_WINDOW.length) {
    const least = `none with images under ${SSIM_WINDOW.length} × ${SSIM_WINDOW.length} pixels`;
    throw outOfRange('structureWeight', least, `${structureWeight} with ${height} × ${width}`);
  }
  const run = frozen ? planHalves(autoencoder, frozen) : planHalf(autoencoder.model, false);
  return ({ images, seen, known }, step) => {
    const reconstructions = run(seen, step);
    const rmse = reconstructionError(images, reconstructions, known);
    if (structureWeight === 0) return { loss: rmse, rmse };
    const similarity = structuralSimilarity(images as Tensor4D, reconstructions as Tensor4D);
    const loss = add<Scalar>(mul(rmse, 1 - structureWeight), mul(sub(1, similarity), structureWeight));
    return { loss, rmse, parts: { similarity } };
  };
}

function planHalves({ encoder, decoder }: Autoencoder, frozen: AutoencoderPart): Half {
  const encode = planHalf(encoder, frozen === 'encoder');
  const decode = planHalf(decoder, frozen === 'decoder', countDropouts(encoder));
  return (x, step) => decode(encode(x, step), step);
}

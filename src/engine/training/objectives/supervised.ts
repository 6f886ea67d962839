import { add, argMax, cast, equal, logSoftmax, mean, mul, neg, sum } from '@tensorflow/tfjs-core';
import type { Scalar } from '@tensorflow/tfjs-core';
import type { Autoencoder, AutoencoderPart } from '../../models/index.ts';
import type { Objective } from './objective.ts';
import { countDropouts, planHalf } from './plan-half.ts';
import { reconstructionError } from './reconstruction-error.ts';

export interface SupervisedOptions {
  /** Share of the labels in the loss, from 0 (generative: images alone) to 1 (discriminative: labels alone). */
  labelWeight: number;
  frozen?: AutoencoderPart;
}

/**
 * To give images back and to name their class from the latent vector: (1 − w) · RMSE + w · cross entropy. The labelled
 * images may be few and others than those of the batch; without any, it is the RMSE alone. Needs a classifier.
 */
export function createSupervised(
  { encoder, classifier, decoder }: Autoencoder,
  { labelWeight, frozen }: SupervisedOptions,
): Objective {
  if (!classifier) throw new TypeError('model: expected one with a classifier, found none');
  const encode = planHalf(encoder, frozen === 'encoder');
  const decode = planHalf(decoder, frozen === 'decoder', countDropouts(encoder));
  const classify = planHalf(classifier, false, countDropouts(encoder) + countDropouts(decoder));
  return ({ images, seen, known, labelled }, step) => {
    const latent = encode(seen, step);
    const rmse = reconstructionError(images, decode(latent, step), known);
    if (!labelled) return { loss: rmse, rmse };
    const codes = labelled.images === seen ? latent : encode(labelled.images, step);
    const logShares = logSoftmax(classify(codes, step));
    const crossEntropy = mean<Scalar>(neg(sum(mul(labelled.classes, logShares), 1)));
    const loss = add<Scalar>(mul(rmse, 1 - labelWeight), mul(crossEntropy, labelWeight));
    const isRight = equal(argMax(logShares, 1), argMax(labelled.classes, 1));
    return { loss, rmse, parts: { crossEntropy, accuracy: mean<Scalar>(cast(isRight, 'float32')) } };
  };
}

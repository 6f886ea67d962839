import { add, clipByValue, div, exp, log, mul, neg, square, sub, sum, tensor } from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Autoencoder, AutoencoderPart } from '../../models/index.ts';
import { RandomSequence, SEQUENCES } from '../../random.ts';
import type { Objective } from './objective.ts';
import { countDropouts, planHalf } from './plan-half.ts';
import { reconstructionError } from './reconstruction-error.ts';

/** Keeps the logarithms of a pixel's chance finite; as Keras does. */
const LEAST_SHARE = 1e-7;

export interface VariationalOptions {
  /** Weight of the divergence; 1 is the plain variational autoencoder, larger ones are β-VAEs. */
  beta: number;
  /** Epochs over which that weight rises from 0, so that the code is not given up before it is of use. */
  klWarmUpEpochs: number;
  /** Whether the likelihood is that of what the network saw, and not of the images. */
  binarize: boolean;
  frozen?: AutoencoderPart;
}

/**
 * The variational autoencoder of Kingma and Welling (2014): the encoder gives a normal distribution, the decoder sees
 * a vector drawn from it, and the loss, in nats an image, is the cross entropy of the pixels plus β times the
 * divergence from the standard normal distribution (Higgins et al. 2017). Needs a posterior.
 */
export function createVariational(
  { posterior, decoder }: Autoencoder,
  { beta, klWarmUpEpochs, binarize, frozen }: VariationalOptions,
): Objective {
  if (!posterior) throw new TypeError('model: expected a variational one, found one without variances');
  const isFrozen = frozen === 'encoder';
  const inTrunk = countDropouts(posterior.trunk);
  const prepare = planHalf(posterior.trunk, isFrozen);
  const findMean = planHalf(posterior.mean, isFrozen, inTrunk);
  const findLogVariance = planHalf(posterior.logVariance, isFrozen, inTrunk);
  const decode = planHalf(decoder, frozen === 'decoder', inTrunk);
  return ({ images, seen, known }, step) => {
    const count = images.shape[0];
    const hidden = prepare(seen, step);
    const mean = findMean(hidden, step);
    const logVariance = findLogVariance(hidden, step);
    const deviation = exp(mul(logVariance, 0.5));
    const latent = add(mean, mul(deviation, drawNormals(mean.shape, step)));
    const reconstructions = decode(latent, step);
    const reconstruction = div<Scalar>(crossEntropy(binarize ? seen : images, reconstructions, known), count);
    const kl = div<Scalar>(divergence(mean, logVariance), count);
    const warmth = klWarmUpEpochs > 0 ? Math.min(1, step.epochs / klWarmUpEpochs) : 1;
    const loss = add<Scalar>(reconstruction, mul(kl, beta * warmth));
    return { loss, rmse: reconstructionError(images, reconstructions, known), parts: { reconstruction, kl } };
  };
}

function drawNormals(shape: number[], { seed, step }: { seed: number; step: number }): Tensor {
  const random = new RandomSequence(seed, 'latent', step % SEQUENCES);
  const size = shape.reduce((product, axis) => product * axis, 1);
  return tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

/** −Σ x·log p + (1 − x)·log(1 − p) over the known values, in nats. */
function crossEntropy(x: Tensor, p: Tensor, known: Tensor | undefined): Tensor {
  const share = clipByValue(p, LEAST_SHARE, 1 - LEAST_SHARE);
  const logs = add(mul(x, log(share)), mul(sub(1, x), log(sub(1, share))));
  return neg(sum(known ? mul(logs, known) : logs));
}

/** Of N(mean, e^logVariance) from N(0, 1), summed, in nats. */
function divergence(mean: Tensor, logVariance: Tensor): Tensor {
  return mul(sum(sub(add(square(mean), exp(logVariance)), add(logVariance, 1))), 0.5);
}

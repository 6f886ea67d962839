import { drawCodes, logImportanceWeight, logMeanExp } from '../../engine/analysis/index.ts';
import { binarizePixels, INFERENCE_BATCH } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { Likelihood, LikelihoodRequest } from './likelihood.ts';
import type { UseJob } from './use-job.ts';

const mostSamples = 5000;

/**
 * The likelihood of test images by importance sampling: each pixel drawn black or white once and for all, and the codes
 * of each image drawn by the data's seed and the image's place. Throws a `TypeError` unless the model is variational.
 */
export async function judgeLikelihood(
  { data: { dataset, seed }, inference, autoencoder: { latentDim }, trainer: { step } }: Bench,
  { images, samples }: LikelihoodRequest,
  job: UseJob,
): Promise<Likelihood> {
  if (!(Number.isInteger(images) && images >= 1)) {
    throw new RangeError(`images: expected an integer ≥ 1, found ${images}`);
  }
  if (!(Number.isInteger(samples) && samples >= 1 && samples <= mostSamples)) {
    throw new RangeError(`samples: expected an integer from 1 to ${mostSamples}, found ${samples}`);
  }
  const chosen = dataset.indices('test').subarray(0, images);
  const { pixels: size, imageShape } = dataset;
  const values = new Float64Array(chosen.length);
  let elbos = 0;
  for (let start = 0; start < chosen.length; start += INFERENCE_BATCH) {
    const batch = chosen.subarray(start, start + INFERENCE_BATCH);
    const grey = dataset.gatherPixels('test', batch);
    const binary = binarizePixels(grey, { seed, index: start });
    const known = await inference.encodeClouds({ data: binary, shape: [batch.length, ...imageShape] });
    for (let at = 0; at < batch.length; at++) {
      const image = binary.subarray(at * size, (at + 1) * size);
      const row = <T extends Float32Array>(array: T) => array.subarray(at * latentDim, (at + 1) * latentDim);
      const distribution = { mean: row(known.mean), logVariance: row(known.logVariance) };
      const codes = drawCodes(distribution, samples, { seed, index: start + at });
      const { data } = await inference.decode({ data: codes, shape: [samples, latentDim] });
      const weights = Float64Array.from({ length: samples }, (_, sample) =>
        logImportanceWeight(
          image,
          data.subarray(sample * size, (sample + 1) * size),
          codes.subarray(sample * latentDim, (sample + 1) * latentDim),
          distribution,
        ),
      );
      values[start + at] = -logMeanExp(weights);
      elbos -= weights.reduce((sum, weight) => sum + weight, 0) / samples;
      job.report('Measuring the likelihood', start + at + 1, chosen.length);
      await job.pause();
    }
  }
  const nll = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - nll) ** 2, 0) / values.length;
  return {
    nll,
    standardError: Math.sqrt(variance / values.length),
    negativeElbo: elbos / values.length,
    images: values.length,
    samples,
    step,
  };
}

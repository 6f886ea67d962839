import { COLLAPSE_LIMIT, measureDivergence } from '../../engine/analysis/index.ts';
import type { Bench } from '../bench.ts';
import type { LatentUsage } from './latent-usage.ts';
import type { UseJob } from './use-job.ts';

/** Enough for two digits of each mean. */
const imageCount = 2000;
const batchSize = 250;

/** Measures how much each latent number tells of the test images. Throws a `TypeError` unless the model is variational. */
export async function measureLatents(
  { data: { dataset }, inference, autoencoder, trainer }: Bench,
  _request: object,
  job: UseJob,
): Promise<LatentUsage> {
  const { step } = trainer;
  const { latentDim } = autoencoder;
  const indices = dataset.indices('test').slice(0, imageCount);
  const mean = new Float32Array(indices.length * latentDim);
  const logVariance = new Float32Array(mean.length);
  for (let start = 0; start < indices.length; start += batchSize) {
    const batch = indices.subarray(start, start + batchSize);
    const data = dataset.gatherPixels('test', batch);
    const clouds = await inference.encodeClouds({ data, shape: [batch.length, ...dataset.imageShape] });
    mean.set(clouds.mean, start * latentDim);
    logVariance.set(clouds.logVariance, start * latentDim);
    job.report('Measuring latent numbers', start + batch.length, indices.length);
    await job.pause();
  }
  return {
    divergence: measureDivergence(mean, logVariance, latentDim),
    limit: COLLAPSE_LIMIT,
    testImages: indices.length,
    step,
  };
}

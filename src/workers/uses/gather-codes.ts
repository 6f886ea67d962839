import { imageRmse } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { CodesRequest, GatheredCodes, GatheredWeights } from './codes-export.ts';
import type { UseJob } from './use-job.ts';

/** Images at once. */
const batchSize = 500;

export async function gatherCodes(
  { autoencoder, data: { dataset }, inference }: Bench,
  { split, withImages }: CodesRequest,
  job: UseJob,
): Promise<GatheredCodes> {
  const { latentDim, imageShape } = autoencoder;
  const indices = dataset.indices(split).slice();
  const latents = new Float32Array(indices.length * latentDim);
  const rmse = new Float32Array(indices.length);
  for (let start = 0; start < indices.length; start += batchSize) {
    const batch = indices.subarray(start, start + batchSize);
    const pixels = dataset.gatherPixels(split, batch);
    const codes = await inference.encode({ data: pixels, shape: [batch.length, ...imageShape] });
    const { data } = await inference.decode(codes);
    latents.set(codes.data, start * latentDim);
    rmse.set(imageRmse(pixels, data, dataset.pixels), start);
    job.report('Encoding images', start + batch.length, indices.length);
    await job.pause();
  }
  return {
    latents,
    latentDim,
    indices,
    ...(dataset.hasLabels && { labels: dataset.gatherLabels(split, indices) }),
    classNames: dataset.classNames,
    rmse,
    ...(withImages && { images: dataset.gatherImages(split, indices), imageShape }),
  };
}

export async function gatherWeights({ trainer }: Bench): Promise<GatheredWeights> {
  const { weights, preset, dataset, history, config } = await trainer.readState();
  const metadata = { preset, dataset, epochs: String(history.length), seed: String(config.seed) };
  return { weights, metadata };
}

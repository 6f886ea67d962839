import { fitPca, projectOnAxes } from '../engine/analysis/index.ts';
import type { Dataset } from '../engine/datasets/index.ts';
import { giveWay, imageRmse, INFERENCE_BATCH, type Inference } from '../engine/training/index.ts';
import type { EncodedSplit, PixelPlane, SplitImages, SplitName } from './boundary-types.ts';

/** What the page shows of a split, as arrays of its own. */

export function gatherImages(dataset: Dataset, split: SplitName, indices: Uint32Array): SplitImages {
  const labels = dataset.gatherLabels(split, indices);
  return { split, indices, labels, images: dataset.gatherImages(split, indices) };
}

/** Images by the first two principal components of their own pixels, not of the whole data: that takes a moment only. */
export async function layOutPixels(
  dataset: Dataset,
  split: SplitName,
  indices: Uint32Array,
): Promise<PixelPlane> {
  const rows = {
    count: indices.length,
    pixels: dataset.pixels,
    read: (start: number, end: number) =>
      dataset.isTable
        ? dataset.gatherPixels(split, indices.subarray(start, end))
        : dataset.gatherImages(split, indices.subarray(start, end)),
  };
  const pca = await fitPca(rows, 2, giveWay);
  const [first, second] = pca.variances;
  return {
    ...gatherImages(dataset, split, indices),
    points: projectOnAxes(pca, rows),
    explained: [first / pca.totalVariance, second / pca.totalVariance],
  };
}

/** Latent vectors, and the reconstructions that are made from them. */
export async function encodeImages(
  dataset: Dataset,
  inference: Inference,
  split: SplitName,
  indices: Uint32Array,
): Promise<Omit<EncodedSplit, 'step'>> {
  const pixels = dataset.gatherPixels(split, indices);
  const latents = await inference.encode({ data: pixels, shape: [indices.length, ...dataset.imageShape] });
  const { data } = await inference.decode(latents);
  const predictions = inference.classifies ? await inference.classify(latents) : undefined;
  return {
    ...gatherImages(dataset, split, indices),
    reconstructions: dataset.show(data),
    rmse: imageRmse(pixels, data, dataset.pixels, dataset.gatherMask(split, indices)),
    latents: latents.data,
    latentDim: latents.shape[1],
    ...(predictions && { predictions }),
  };
}

/**
 * Latent vectors of the first `count` test images: the same ones whenever it is asked.
 * @param isCancelled asked between batches; then the result is undefined.
 */
export async function encodeSample(
  dataset: Dataset,
  inference: Inference,
  count: number,
  isCancelled: () => boolean,
): Promise<{ latents: Float32Array; latentDim: number } | undefined> {
  const indices = dataset.indices('test').slice(0, count);
  const batches: Float32Array[] = [];
  let latentDim = 0;
  for (let start = 0; start < indices.length; start += INFERENCE_BATCH) {
    if (start > 0) await giveWay();
    if (isCancelled()) return undefined;
    const batch = indices.subarray(start, start + INFERENCE_BATCH);
    const pixels = dataset.gatherPixels('test', batch);
    const { data, shape } = await inference.encode({
      data: pixels,
      shape: [batch.length, ...dataset.imageShape],
    });
    batches.push(data);
    latentDim = shape[1];
  }
  const latents = new Float32Array(indices.length * latentDim);
  batches.forEach((batch, number) => latents.set(batch, number * INFERENCE_BATCH * latentDim));
  return { latents, latentDim };
}

import { fitPca, projectOnAxes } from '../engine/analysis/index.ts';
import { toBytes, type Dataset } from '../engine/datasets/index.ts';
import { giveWay, imageRmse, type Inference } from '../engine/training/index.ts';
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
    read: (start: number, end: number) => dataset.gatherPixels(split, indices.subarray(start, end)),
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
  return {
    ...gatherImages(dataset, split, indices),
    reconstructions: toBytes(data),
    rmse: imageRmse(pixels, data, dataset.pixels),
    latents: latents.data,
    latentDim: latents.shape[1],
  };
}

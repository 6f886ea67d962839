import { fitTrainingPca, PcaCoder, type Pca } from '../engine/analysis/index.ts';
import type { Dataset, SplitName } from '../engine/datasets/index.ts';
import { giveWay, imageRmse } from '../engine/training/index.ts';
import type { Reconstructions } from './boundary-types.ts';

/** A PCA of all training images, and how long it took to fit. */
export interface PcaFit {
  pca: Pca;
  fitMs: number;
}

/** Fits that are done, for those who would not wait. */
const done = new WeakMap<Dataset, Map<number, PcaFit>>();

/** Fits are kept as long as their data: each takes a second or two, and is asked for by several at once. */
const fits = new WeakMap<Dataset, Map<number, Promise<PcaFit>>>();

/** The fit with that many components, computed once. */
export function fitPcaOnce(dataset: Dataset, components: number): Promise<PcaFit> {
  const ofDataset = fits.get(dataset) ?? new Map<number, Promise<PcaFit>>();
  fits.set(dataset, ofDataset);
  let fit = ofDataset.get(components);
  if (!fit) {
    fit = fitNow(dataset, components);
    ofDataset.set(components, fit);
    // One that failed is tried again.
    fit.catch(() => ofDataset.delete(components));
  }
  return fit;
}

async function fitNow(dataset: Dataset, components: number): Promise<PcaFit> {
  const startMs = performance.now();
  const pca = await fitTrainingPca(dataset, components, giveWay);
  const fit = { pca, fitMs: performance.now() - startMs };
  const ofDataset = done.get(dataset) ?? new Map<number, PcaFit>();
  done.set(dataset, ofDataset.set(components, fit));
  return fit;
}

/** Images as PCA rebuilds them, with as many components, where it has been fitted already. */
export function rebuildByPca(
  dataset: Dataset,
  components: number,
  split: SplitName,
  indices: Uint32Array,
): Reconstructions['pca'] {
  const fit = done.get(dataset)?.get(components);
  if (!fit || indices.length === 0) return undefined;
  const coder = new PcaCoder(fit.pca);
  const pixels = dataset.gatherPixels(split, indices);
  const rebuilt = coder.decode(coder.encode(pixels));
  coder.dispose();
  return { reconstructions: dataset.show(rebuilt), rmse: imageRmse(pixels, rebuilt, dataset.pixels) };
}

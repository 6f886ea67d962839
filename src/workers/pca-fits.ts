import { fitTrainingPca, type Pca } from '../engine/analysis/index.ts';
import type { Dataset } from '../engine/datasets/index.ts';
import { giveWay } from '../engine/training/index.ts';

/** A PCA of all training images, and how long it took to fit. */
export interface PcaFit {
  pca: Pca;
  fitMs: number;
}

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
  return { pca, fitMs: performance.now() - startMs };
}

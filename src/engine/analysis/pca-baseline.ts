import type { Dataset, SplitName } from '../datasets/index.ts';
import { scaleOf, type PixelRows } from './covariance.ts';
import { fitPca, projectOnAxes, type Pca } from './pca.ts';

/** PCA of the training pixels, as what an autoencoder has to beat. */
export interface PcaBaseline {
  components: number;
  /** Of the test images, rebuilt from that many components. */
  testRmse: number;
  /** Test images on the first two components, count × 2. */
  points: Float32Array;
  /** Share of the variance that each of the first two explains. */
  explained: [number, number];
}

/**
 * Fits PCA to all images of the training split, on tfjs' current backend; `giveWay` is awaited between blocks of the
 * covariance matrix, which is most of the work.
 */
export function fitTrainingPca(
  dataset: Dataset,
  components: number,
  giveWay?: () => Promise<void>,
): Promise<Pca> {
  return fitPca(readSplit(dataset, 'train'), components, giveWay);
}

/** Fits and measures in one go. */
export async function computePcaBaseline(
  dataset: Dataset,
  components: number,
  giveWay?: () => Promise<void>,
): Promise<PcaBaseline> {
  return measurePcaBaseline(dataset, await fitTrainingPca(dataset, components, giveWay));
}

/** Measures a fitted PCA on the test split. */
export function measurePcaBaseline(dataset: Dataset, pca: Pca): PcaBaseline {
  const components = pca.variances.length;
  const test = readSplit(dataset, 'test');
  const scores = projectOnAxes(pca, test);
  const points = new Float32Array(test.count * 2);
  let squaredError = squaredDistance(test, pca.mean);
  for (let i = 0; i < scores.length; i++) {
    squaredError -= scores[i] ** 2;
    const component = i % components;
    if (component < 2) points[Math.floor(i / components) * 2 + component] = scores[i];
  }
  const share = (axis: number): number => (pca.variances[axis] ?? 0) / pca.totalVariance;
  return {
    components,
    testRmse: Math.sqrt(Math.max(squaredError, 0) / (test.count * test.pixels)),
    points,
    explained: [share(0), share(1)],
  };
}

/**
 * RMSE of a split rebuilt from the first 1, 2 … of a PCA's components: one number for each that it has, since its axes are
 * the same for fewer of them.
 */
export function measurePcaCurve(dataset: Dataset, pca: Pca, split: SplitName): Float32Array {
  const rows = readSplit(dataset, split);
  const scores = projectOnAxes(pca, rows);
  const components = pca.variances.length;
  const caught = new Float64Array(components);
  for (let i = 0; i < scores.length; i++) caught[i % components] += scores[i] ** 2;
  let squaredError = squaredDistance(rows, pca.mean);
  return Float32Array.from(caught, (energy) => {
    squaredError -= energy;
    return Math.sqrt(Math.max(squaredError, 0) / (rows.count * rows.pixels));
  });
}

function readSplit(dataset: Dataset, split: SplitName): PixelRows {
  const indices = dataset.indices(split);
  return {
    count: indices.length,
    pixels: dataset.pixels,
    read: (start, end, buffer) =>
      dataset.isTable
        ? dataset.gatherPixels(split, indices.subarray(start, end))
        : dataset.gatherImages(split, indices.subarray(start, end), buffer),
  };
}

/** Σ |row − mean|²: the axes are orthonormal, so what they catch can be taken off it. */
function squaredDistance(rows: PixelRows, mean: Float64Array): number {
  const all = rows.read(0, rows.count);
  const scale = scaleOf(all);
  let sum = 0;
  for (let row = 0; row < all.length; row += mean.length) {
    for (let i = 0; i < mean.length; i++) sum += (all[row + i] * scale - mean[i]) ** 2;
  }
  return sum;
}

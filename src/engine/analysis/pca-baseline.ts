import type { Dataset, SplitName } from '../datasets/index.ts';
import { fitPca, projectOnAxes } from './pca.ts';
import type { PixelRows } from './pca.ts';

/**
 * Training images that are looked at, evenly spaced, where there are more: with a quarter of MNIST the test RMSE of 49
 * components is .1084, with all of it .1081, and takes four times as long.
 */
const LARGEST_SAMPLE = 15_000;

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
 * Fits PCA to the training split and measures it on the test split. Half of the work is a 784 × 784 covariance
 * matrix, on tfjs' current backend; `giveWay` is awaited between its blocks.
 */
export async function computePcaBaseline(
  dataset: Dataset,
  components: number,
  giveWay?: () => Promise<void>,
): Promise<PcaBaseline> {
  const every = Math.ceil(dataset.counts.train / LARGEST_SAMPLE);
  const pca = await fitPca(readSplit(dataset, 'train', every), components, giveWay);
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

function readSplit(dataset: Dataset, split: SplitName, every = 1): PixelRows {
  const indices = dataset.indices(split).filter((_, position) => position % every === 0);
  return {
    count: indices.length,
    pixels: dataset.pixels,
    read: (start, end) => dataset.gatherPixels(split, indices.subarray(start, end)),
  };
}

/** Σ |row − mean|²: the axes are orthonormal, so what they catch can be taken off it. */
function squaredDistance(rows: PixelRows, mean: Float64Array): number {
  const all = rows.read(0, rows.count);
  let sum = 0;
  for (let row = 0; row < all.length; row += mean.length) {
    for (let i = 0; i < mean.length; i++) sum += (all[row + i] - mean[i]) ** 2;
  }
  return sum;
}

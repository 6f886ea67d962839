import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import {
  computePcaBaseline,
  fitPca,
  measurePcaCurve,
  projectOnAxes,
} from '../../../src/engine/analysis/index.ts';
import type { PixelRows } from '../../../src/engine/analysis/index.ts';
import { Dataset } from '../../../src/engine/datasets/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

const COUNT = 200;
const PIXELS = 12;

/** Rows with a variance of its own along each of 12 mixed directions. */
function makeRows(seed: number): Float32Array {
  const random = new RandomSequence(seed, 'pca', 1);
  const mix = Array.from({ length: PIXELS * PIXELS }, () => random.normal());
  const rows = new Float32Array(COUNT * PIXELS);
  for (let row = 0; row < COUNT; row++) {
    const hidden = Array.from({ length: PIXELS }, (_, i) => random.normal(0, 0.05 * 0.7 ** i));
    for (let i = 0; i < PIXELS; i++) {
      rows[row * PIXELS + i] = 0.5 + hidden.reduce((sum, value, j) => sum + value * mix[j * PIXELS + i], 0);
    }
  }
  return rows;
}

function asPixelRows(rows: Float32Array): PixelRows {
  return { count: COUNT, pixels: PIXELS, read: (start, end) => rows.slice(start * PIXELS, end * PIXELS) };
}

/** Leading eigenpairs of the covariance by power iteration and deflation, all in double precision. */
function bruteForce(rows: Float32Array, components: number) {
  const mean = Array.from({ length: PIXELS }, (_, i) => {
    let sum = 0;
    for (let row = 0; row < COUNT; row++) sum += rows[row * PIXELS + i];
    return sum / COUNT;
  });
  const covariance = Array.from({ length: PIXELS }, (_, i) =>
    Array.from({ length: PIXELS }, (__, j) => {
      let sum = 0;
      for (let row = 0; row < COUNT; row++) {
        sum += (rows[row * PIXELS + i] - mean[i]) * (rows[row * PIXELS + j] - mean[j]);
      }
      return sum / COUNT;
    }),
  );
  return Array.from({ length: components }, () => {
    let axis = Array.from({ length: PIXELS }, (_, i) => 1 + i / 7);
    let variance = 0;
    for (let iteration = 0; iteration < 3000; iteration++) {
      const product = covariance.map((row) => row.reduce((sum, value, i) => sum + value * axis[i], 0));
      variance = Math.hypot(...product);
      axis = product.map((value) => value / variance);
    }
    covariance.forEach((row, i) => row.forEach((_, j) => (row[j] -= variance * axis[i] * axis[j])));
    return { axis, variance };
  });
}

suite('fitPca()', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  test('finds the axes and variances that brute force finds', async () => {
    const rows = makeRows(0);
    const pca = await fitPca(asPixelRows(rows), 3);
    bruteForce(rows, 3).forEach(({ axis, variance }, i) => {
      assert.closeTo(pca.variances[i] / variance, 1, 1e-5);
      const along = axis.reduce((sum, value, j) => sum + value * pca.axes[i * PIXELS + j], 0);
      assert.closeTo(Math.abs(along), 1, 1e-5, `axis ${i}`);
    });
  });

  test('catches everything with as many components as pixels', async () => {
    const rows = asPixelRows(makeRows(1));
    const pca = await fitPca(rows, PIXELS);
    const sum = pca.variances.reduce((total, variance) => total + variance, 0);
    assert.closeTo(sum / pca.totalVariance, 1, 1e-6);
    const scores = projectOnAxes(pca, rows);
    const [first] = rows.read(0, 1);
    let rebuilt = pca.mean[0];
    for (let i = 0; i < PIXELS; i++) rebuilt += scores[i] * pca.axes[i * PIXELS];
    assert.closeTo(rebuilt, first, 1e-5);
  });

  test('makes no tensors that stay', async () => {
    const { numTensors } = tf.memory();
    await fitPca(asPixelRows(makeRows(2)), 2);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  test('refuses more components than pixels', async () => {
    const error = await fitPca(asPixelRows(makeRows(0)), 13).catch((reason: Error) => reason);
    assert.instanceOf(error, RangeError);
  });
});

suite('computePcaBaseline()', () => {
  test('measures the test images on the axes of the training images', async () => {
    await tf.setBackend('cpu');
    const images = Uint8Array.from(makeRows(3), (value) => Math.min(Math.max(value, 0), 1) * 255);
    const content = { name: 'mixed', imageShape: [3, 4, 1] as [number, number, number], train: { images } };
    const dataset = new Dataset(content, 0);
    const { components, testRmse, points, explained } = await computePcaBaseline(dataset, 4);
    const indices = dataset.indices('train');
    const pca = await fitPca(
      {
        count: indices.length,
        pixels: PIXELS,
        read: (start, end) => dataset.gatherPixels('train', indices.subarray(start, end)),
      },
      4,
    );
    const test = dataset.gatherPixels('test', dataset.indices('test'));
    let squares = 0;
    for (let row = 0; row < 20; row++) {
      const centred = Array.from({ length: PIXELS }, (_, i) => test[row * PIXELS + i] - pca.mean[i]);
      const axes = Array.from({ length: 4 }, (_, a) => pca.axes.subarray(a * PIXELS, (a + 1) * PIXELS));
      const scores = axes.map((axis) => centred.reduce((sum, value, i) => sum + value * axis[i], 0));
      assert.closeTo(points[row * 2], scores[0], 1e-5);
      assert.closeTo(points[row * 2 + 1], scores[1], 1e-5);
      centred.forEach((value, i) => {
        squares += (value - axes.reduce((sum, axis, a) => sum + scores[a] * axis[i], 0)) ** 2;
      });
    }
    assert.equal(components, 4);
    assert.lengthOf(points, 40);
    assert.closeTo(testRmse, Math.sqrt(squares / (20 * PIXELS)), 1e-5);
    assert.isAbove(explained[0], explained[1]);
    assert.isBelow(explained[0] + explained[1], 1);
  });
});

suite('measurePcaCurve()', () => {
  test('has for each number of components what a PCA of that many reaches', async () => {
    await tf.setBackend('cpu');
    const images = Uint8Array.from(makeRows(4), (value) => Math.min(Math.max(value, 0), 1) * 255);
    const content = { name: 'mixed', imageShape: [3, 4, 1] as [number, number, number], train: { images } };
    const dataset = new Dataset(content, 0);
    const indices = dataset.indices('train');
    const read = (start: number, end: number) => dataset.gatherPixels('train', indices.subarray(start, end));
    const pca = await fitPca({ count: indices.length, pixels: PIXELS, read }, 5);
    const curve = measurePcaCurve(dataset, pca, 'test');
    assert.lengthOf(curve, 5);
    for (const components of [1, 3, 5]) {
      const { testRmse } = await computePcaBaseline(dataset, components);
      assert.closeTo(curve[components - 1], testRmse, 1e-5);
    }
  });
});

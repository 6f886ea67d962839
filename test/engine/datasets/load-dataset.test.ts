import { assert } from '@open-wc/testing';
import { gzipSync } from 'fflate';
import { loadDataset } from '../../../src/engine/datasets/index.ts';
import type { DatasetSource } from '../../../src/engine/datasets/index.ts';
import { encodeIdx, rejection } from '../../helpers/idx.ts';

const images = encodeIdx(
  [20, 2, 2],
  Uint8Array.from({ length: 80 }, (_, i) => i),
);
const labels = encodeIdx(
  [20],
  Uint8Array.from({ length: 20 }, (_, i) => i % 2),
);
const baseUrl = new URL('/dist/', location.href).href;

function load(source: DatasetSource, onProgress?: (done: number, total: number) => void) {
  return loadDataset(source, {
    seed: 0,
    baseUrl,
    fetcher: (url) => fetch(url),
    ...(onProgress && { onProgress }),
  });
}

suite('loadDataset()', () => {
  test('loads the sample of MNIST by name and reports every byte', async () => {
    const reports: [number, number][] = [];
    const dataset = await load('mnist-sample', (done, total) => reports.push([done, total]));
    const { train, validation, test } = dataset.counts;
    assert.deepEqual(dataset.imageShape, [28, 28, 1]);
    assert.isAbove(train + validation, 2000);
    assert.closeTo(validation / (train + validation), 0.1, 0.001);
    assert.isAbove(test, 400);
    assert.deepEqual(dataset.classNames, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const shown = dataset.gatherPixels('test', dataset.indices('test'));
    const mean = shown.reduce((sum, pixel) => sum + pixel, 0) / shown.length;
    assert.closeTo(mean, 0.13, 0.02, 'mean brightness of digits');
    const [done, total] = reports[reports.length - 1];
    assert.equal(done, total);
    assert.isTrue(reports.every(([bytes], i) => i === 0 || bytes >= reports[i - 1][0]));
  });

  test("reads the user's files and blobs, gzipped or not, and their test files", async () => {
    const source = {
      images: new Blob([gzipSync(images) as BlobPart]),
      labels: new Blob([labels]),
      classNames: ['even', 'odd'],
      test: { images, labels },
    };
    const { counts, classNames, hasLabels } = (await load(source)).info;
    assert.deepEqual(counts, { train: 18, validation: 2, test: 20 });
    assert.deepEqual(classNames, ['even', 'odd']);
    assert.isTrue(hasLabels);
  });

  test('takes arrays of floats or bytes with their shape', async () => {
    const floats = Float32Array.from({ length: 20 * 12 }, (_, i) => (i % 256) / 255);
    const dataset = await load({ images: floats, shape: [20, 2, 2, 3] });
    assert.deepEqual(dataset.imageShape, [2, 2, 3]);
    assert.deepEqual(dataset.counts, { train: 17, validation: 1, test: 2 });
    const [index] = dataset.indices('train');
    const expected = floats.slice(index * 12, index * 12 + 12);
    dataset.gatherPixels('train', [index]).forEach((pixel, i) => assert.closeTo(pixel, expected[i], 1e-6));
  });

  const bytes = new Uint8Array(80);
  const bad: [string, DatasetSource, string, string][] = [
    ['a name that is not in the catalogue', 'mnits', 'RangeError', 'found "mnits"'],
    [
      'an address without a file',
      { images: `${baseUrl}no-such-file` },
      'UnreadableDataError',
      'HTTP status 404',
    ],
    [
      'an address without a server',
      { images: 'http://localhost:1/x' },
      'UnreadableDataError',
      'expected an answer',
    ],
    [
      'a web page',
      { images: `${baseUrl}index.html` },
      'UnreadableDataError',
      'training images: expected an IDX file',
    ],
    [
      'fewer labels than images',
      { images, labels: encodeIdx([19], new Uint8Array(19)) },
      'UnreadableDataError',
      'expected one label for each of 20 images, found 19',
    ],
    [
      'test images of another size',
      { images, test: { images: encodeIdx([20, 2, 3], new Uint8Array(120)) } },
      'UnreadableDataError',
      'expected 2 × 2 × 1 as in training, found 2 × 3 × 1',
    ],
    [
      'no image at all',
      { images: encodeIdx([0, 2, 2], new Uint8Array()) },
      'UnreadableDataError',
      'at least one image',
    ],
    [
      'a shape that does not fit',
      { images: bytes, shape: [20, 2, 3, 1] },
      'TypeError',
      'expected 120 values',
    ],
    ['floats without a shape', { images: new Float32Array(80) }, 'TypeError', 'expected a shape'],
    [
      'floats beyond 1',
      { images: new Float32Array(80).fill(255), shape: [20, 2, 2, 1] },
      'RangeError',
      'expected floats from 0 to 1 (or a Uint8Array 0–255), found 255',
    ],
    [
      'labels that do not fit an array of images',
      { images: bytes, shape: [20, 2, 2, 1], labels: new Uint8Array(3) },
      'TypeError',
      'expected one for each of 20 images, found 3',
    ],
  ];
  for (const [kind, source, name, message] of bad) {
    test(`refuses ${kind} and says so`, async () => {
      const error = await rejection(load(source));
      assert.equal(error.name, name);
      assert.include(error.message, message);
    });
  }
});

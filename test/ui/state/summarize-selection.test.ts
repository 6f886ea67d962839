import { assert } from '@open-wc/testing';
import type { MapData } from '../../../src/ui/state/map-data.ts';
import { summarizeSelection } from '../../../src/ui/state/summarize-selection.ts';

const data: MapData = {
  points: new Float32Array(8),
  labels: Uint8Array.of(0, 1, 1, 0),
  indices: Uint32Array.of(10, 11, 12, 13),
  images: Uint8Array.of(0, 10, 4, 10, 8, 10, 255, 255),
  classNames: ['cat', 'dog'],
  imageShape: [1, 2, 1],
  title: '',
  method: 'umap',
  latents: Float32Array.of(0, 1, 2, 3, 4, 8, 100, 100),
  latentDim: 2,
  rmse: Float32Array.of(0.1, 0.2, 0.6, 9),
};

suite('summarizeSelection()', () => {
  test('counts, mixes labels, and averages images, errors and codes of the chosen rows alone', () => {
    const summary = summarizeSelection(data, [0, 1, 2]);
    assert.strictEqual(summary.count, 3);
    assert.strictEqual(summary.total, 4);
    assert.deepEqual(summary.classes, [
      { label: 1, name: 'dog', count: 2 },
      { label: 0, name: 'cat', count: 1 },
    ]);
    assert.deepEqual([...summary.mean], [4, 10]);
    assert.deepEqual([...summary.spread], [255, 0]);
    assert.closeTo(summary.rmse!, 0.3, 1e-6);
    assert.deepEqual([...summary.centroid!], [2, 4]);
  });

  test('has no error and no centroid before the first training, and no classes without labels', () => {
    const { points, indices, images, classNames, imageShape } = data;
    const plain: MapData = {
      ...{ points, indices, images, classNames, imageShape, title: '', method: 'pca' as const },
      labels: new Uint8Array(0),
    };
    const summary = summarizeSelection(plain, [1, 3]);
    assert.deepEqual(summary.classes, []);
    assert.isUndefined(summary.rmse);
    assert.isUndefined(summary.centroid);
  });
});

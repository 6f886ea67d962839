import { assert } from '@open-wc/testing';
import { describeSample, type MapData } from '../../../src/ui/state/map-data.ts';

/** Four images of two pixels; in latent space 0 is nearest to 3, by pixels to 1. */
const data: MapData = {
  points: new Float32Array(8),
  labels: Uint8Array.of(0, 1, 1, 0),
  indices: Uint32Array.of(10, 11, 12, 13),
  images: Uint8Array.of(0, 0, 1, 0, 9, 9, 50, 50),
  classNames: ['cat', 'dog'],
  imageShape: [1, 2, 1],
  title: '',
  method: 'umap',
  latents: Float32Array.of(0, 5, 9, 1),
  latentDim: 1,
  reconstructions: Uint8Array.of(2, 2, 3, 3, 4, 4, 5, 5),
  rmse: Float32Array.of(0.3, 0.1, 0.2, 0.4),
};

suite('describeSample()', () => {
  test('gathers the image, its reconstruction, its error among the others, and its neighbours', () => {
    const sample = describeSample(data, 0, 2);
    assert.deepInclude(sample, {
      split: 'test',
      row: 0,
      index: 10,
      label: 0,
      className: 'cat',
      percentile: 50,
    });
    assert.deepEqual([...sample.original], [0, 0]);
    assert.deepEqual([...sample.reconstruction!], [2, 2]);
    assert.closeTo(sample.rmse!, 0.3, 1e-6);
    assert.deepEqual(
      sample.neighbours.map(({ index }) => index),
      [13, 11],
    );
    assert.deepEqual([...sample.neighbours[0].image], [50, 50]);
  });

  test('seeks neighbours by pixels, and has no reconstruction, before the first training', () => {
    const { points, labels, indices, images, classNames, imageShape } = data;
    const untrained: MapData = {
      points,
      labels,
      indices,
      images,
      classNames,
      imageShape,
      title: '',
      method: 'pca',
    };
    const sample = describeSample(untrained, 0, 3);
    assert.deepEqual(
      sample.neighbours.map(({ index }) => index),
      [11, 12, 13],
    );
    assert.isUndefined(sample.reconstruction);
    assert.isUndefined(sample.rmse);
  });

  test('takes the neighbours that came with the layout, and tells those that are near in one sense only', () => {
    const neighbours = {
      k: 2,
      latentRows: Uint32Array.of(3, 1, 0, 2, 1, 3, 0, 1),
      latentDistances: new Float32Array(8),
      mapRows: Uint32Array.of(1, 2, 0, 2, 1, 3, 0, 1),
      mapDistances: new Float32Array(8),
      trust: Float32Array.of(0.5, 1, 1, 1),
      meanDistance: new Float32Array(4),
    };
    const sample = describeSample({ ...data, neighbours }, 0);
    const list = (near: typeof sample.neighbours) => near.map(({ index, shared }) => [index, shared]);
    assert.deepEqual(list(sample.neighbours), [
      [13, false],
      [11, true],
    ]);
    assert.deepEqual(list(sample.mapNeighbours), [
      [11, true],
      [12, false],
    ]);
  });

  test('names no class where the data has no labels', () => {
    const sample = describeSample({ ...data, labels: new Uint8Array(0) }, 1);
    assert.isUndefined(sample.label);
    assert.isUndefined(sample.className);
    assert.lengthOf(sample.neighbours, 3);
  });
});

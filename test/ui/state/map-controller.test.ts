import { assert } from '@open-wc/testing';
import { MapController } from '../../../src/ui/state/map-controller.ts';
import type { DatasetInfo, EncodedSplit } from '../../../src/workers/index.ts';
import { createClusters, measurePurity } from '../../helpers/clusters.ts';

const baseUrl = new URL('/dist/', location.href).href;
const clusters = 4;
const info = {
  name: 'clusters',
  hasLabels: true,
  classNames: ['a', 'b', 'c', 'd'],
  imageShape: [1, 1, 1],
} as unknown as DatasetInfo;

/** The first `count` images, encoded by a model that has come as far as `drift`. */
function encode(count: number, latentDim = 8, drift = 0): EncodedSplit {
  const latents = createClusters(count, latentDim, Math.min(clusters, latentDim));
  return {
    split: 'test',
    indices: Uint32Array.from({ length: count }, (_, row) => 2 * row),
    labels: Uint8Array.from({ length: count }, (_, row) => row % clusters),
    images: new Uint8Array(count),
    reconstructions: new Uint8Array(count),
    rmse: new Float32Array(count),
    latents: latents.map((value, i) => value + drift * Math.sin(i)),
    latentDim,
    step: 1,
  };
}

function measureShift(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / (a.length / 2));
}

suite('MapController', () => {
  let map: MapController;
  let shown: { done: number | undefined; points: Float32Array; count: number }[];
  setup(() => {
    shown = [];
    map = new MapController(baseUrl, () =>
      shown.push({
        done: map.data?.progress?.done,
        points: map.data!.points,
        count: map.data!.indices.length,
      }),
    );
  });
  teardown(() => map.terminate());

  test('shows layouts on the way, and with the last one what its points are near to', async () => {
    assert.isTrue(await map.showLatents(encode(200), info, 0));
    assert.equal(shown[0].done, 0);
    const { data } = map;
    assert.isUndefined(data!.progress);
    assert.equal(data!.neighbours!.k, 15);
    assert.isFalse(data!.stopped);
    assert.isAbove(measurePurity(data!.points, clusters), 0.99);
  });

  test('moves on from the last layout when the model has learned more, and when there are more images', async () => {
    await map.showLatents(encode(200), info, 0);
    const before = map.data!;
    await map.showLatents(encode(200, 8, 0.1), info, 0);
    const after = map.data!;
    assert.isBelow(measureShift(after.points, before.points), 2);
    assert.strictEqual(after.images, before.images);
    assert.strictEqual(after.labels, before.labels);
    await map.showLatents(encode(500), info, 0);
    assert.isBelow(measureShift(map.data!.points.subarray(0, 400), after.points), 3);
    assert.isAbove(measurePurity(map.data!.points, clusters), 0.99);
    await map.showLatents(encode(200), info, 0);
    assert.isBelow(measureShift(map.data!.points, after.points), 4);
  });

  test('keeps moving beside a training, and knows on what its points are near to, while more images are laid out', async () => {
    map.setBesideTraining(true);
    await map.showLatents(encode(200), info, 0);
    await map.showLatents(encode(200, 8, 0.1), info, 0);
    const { points } = map.data!;
    while (map.data!.points === points) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.isBelow(measureShift(map.data!.points, points), 1);
    assert.equal(map.data!.neighbours!.k, 15);
    assert.isUndefined(map.data!.progress);
    shown.length = 0;
    await map.showLatents(encode(500), info, 0);
    assert.lengthOf(map.data!.indices, 500);
    assert.isTrue(shown.every(({ points: each, count }) => each.length === 2 * count));
  });

  test('begins anew with a new model', async () => {
    await map.showLatents(encode(200), info, 0);
    map.renew();
    shown.length = 0;
    await map.showLatents(encode(200), info, 0);
    // PCA, whose middle is 0, and not the last layout.
    const middle = shown[0].points.reduce((sum, value) => sum + value, 0) / 400;
    assert.closeTo(middle, 0, 1e-3);
  });

  test('shows two latent dimensions by name, and a latent plane as it is', async () => {
    const split = encode(100);
    await map.showLatents(split, info, 0);
    assert.deepEqual([...map.methods], ['umap', 'pca', 'dims']);
    await map.setMethod('dims', [2, 7]);
    assert.match(map.data!.title, /dimensions 3 and 8/);
    assert.deepEqual([...map.data!.points.subarray(0, 2)], [split.latents[2], split.latents[7]]);
    assert.deepEqual(map.data!.dimensions, [2, 7]);
    map.renew();
    await map.setMethod('umap');
    const plane = encode(60, 2);
    await map.showLatents(plane, info, 0);
    assert.deepEqual([...map.methods], ['latent', 'pca']);
    assert.equal(map.data!.method, 'latent');
    assert.equal(map.data!.points.join(), plane.latents.join());
    assert.deepEqual(map.dimensions, [0, 1]);
  });

  test('shows a single image, which has no neighbours', async () => {
    assert.isTrue(await map.showLatents(encode(1), info, 0));
    assert.deepEqual([...map.data!.points], [0, 0]);
  });

  test('stops a layout where it is', async () => {
    map = new MapController(baseUrl, () => {
      if ((map.data?.progress?.done ?? 0) > 0) void map.stopLayout();
    });
    map.setBesideTraining(true);
    await map.showLatents(encode(200), info, 0);
    assert.isTrue(map.data!.stopped);
    assert.isUndefined(map.data!.progress);
  });

  test('places newcomers on the map, and frames in line with one another beside it', async () => {
    const split = encode(200);
    await map.showLatents(split, info, 0);
    const { points } = map.data!;
    const placed = await map.placePoints({ data: split.latents.subarray(0, 80), shape: [10, 8] });
    assert.isBelow(measureShift(placed.points, points.subarray(0, 20)), 3);
    const first = await map.layOutFrame({ data: split.latents, shape: [200, 8] }, 0);
    const next = await map.layOutFrame({ data: encode(200, 8, 0.1).latents, shape: [200, 8] }, 0, first);
    assert.isBelow(measureShift(next, first), 2);
    assert.strictEqual(map.data!.points, points);
    const nearest = await map.findNearest({ data: split.latents, shape: [200, 8] }, 3);
    assert.lengthOf(nearest.rows, 600);
  });
});

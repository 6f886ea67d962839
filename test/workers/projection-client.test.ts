import { assert } from '@open-wc/testing';
import { ProjectionClient, type ProjectionEvent } from '../../src/workers/index.ts';
import { createClusters, measurePurity } from '../helpers/clusters.ts';
import { rejection } from '../helpers/idx.ts';

const baseUrl = new URL('/dist/', location.href).href;
const [count, dimensions, clusters] = [240, 12, 4];
const latents = {
  data: createClusters(count, dimensions, clusters),
  shape: [count, dimensions] as [number, number],
};

suite('ProjectionClient', () => {
  let client: ProjectionClient;
  setup(() => (client = new ProjectionClient(baseUrl)));
  teardown(() => client.terminate());

  test('keeps clusters together by UMAP, and shows layouts on the way', async () => {
    const events: ProjectionEvent[] = [];
    const options = { method: 'umap', seed: 0, epochs: 300 } as const;
    const { points } = await client.project(latents, options, (event) => events.push(event));
    assert.lengthOf(points, count * 2);
    assert.isTrue(points.every(Number.isFinite));
    assert.isAbove(measurePurity(points, clusters), 0.99);
    const layouts = events.filter((event) => event.type === 'layout');
    assert.isNotEmpty(layouts);
    assert.equal(layouts[0].total, 300);
    assert.lengthOf(layouts[0].points, count * 2);
  });

  test('gives the same layout for the same seed, another for another, seed 0 among them', async () => {
    const project = async (seed: number) =>
      [...(await client.project(latents, { method: 'umap', seed, epochs: 20 })).points].join();
    const first = await project(0);
    assert.equal(await project(0), first);
    assert.notEqual(await project(1), first);
  });

  test('gives the first two principal components and their shares by PCA', async () => {
    const { points, explained } = await client.project(latents, { method: 'pca', seed: 0 });
    const variance = (axis: number) =>
      points.reduce((sum, value, i) => (i % 2 === axis ? sum + value * value : sum), 0) / count;
    assert.isAbove(variance(0), variance(1));
    assert.closeTo(explained![1] / explained![0], variance(1) / variance(0), 1e-3);
  });

  test('ends a layout with an AbortError when another begins, and when cancelled', async () => {
    const long = { method: 'umap', seed: 0, epochs: 100_000 } as const;
    const first = rejection(client.project(latents, long));
    const second = rejection(client.project(latents, long));
    assert.equal((await first).name, 'AbortError');
    await client.cancel();
    assert.equal((await second).name, 'AbortError');
  });

  test('refuses latents that are not what their shape says', async () => {
    const wrong = { data: new Float32Array(5), shape: [2, 3] as [number, number] };
    assert.match(
      (await rejection(client.project(wrong, { method: 'pca', seed: 0 }))).message,
      /2 × 3.*found 5/,
    );
  });

  test('says which script did not load, and where to serve it from', async () => {
    const lost = new ProjectionClient(new URL('/nowhere/', location.href).href);
    const error = await rejection(lost.project(latents, { method: 'pca', seed: 0 }));
    assert.match(error.message, /\/nowhere\/projection\.worker\.js.*baseUrl/);
  });
});

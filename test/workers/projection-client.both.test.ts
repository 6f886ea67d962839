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

  test('says what each point is near to, in latent space and on the map, and how far to trust it', async () => {
    const { points, neighbours } = await client.project(latents, { method: 'umap', seed: 0, epochs: 200 });
    const { k, latentRows, latentDistances, mapRows, mapDistances, trust, meanDistance } = neighbours;
    assert.equal(k, 15);
    assert.deepEqual([latentRows.length, mapRows.length, trust.length], [count * k, count * k, count]);
    for (const row of [0, 77, count - 1]) {
      const rows = [...latentRows.subarray(row * k, (row + 1) * k)];
      const near = [...mapRows.subarray(row * k, (row + 1) * k)];
      assert.isTrue(rows.every((other) => other % clusters === row % clusters));
      assert.closeTo(trust[row], rows.filter((other) => near.includes(other)).length / k, 1e-6);
      const mean =
        latentDistances.subarray(row * k, (row + 1) * k).reduce((sum, value) => sum + value, 0) / k;
      assert.closeTo(meanDistance[row], mean, 1e-4);
      const [dx, dy] = [0, 1].map((axis) => points[near[0] * 2 + axis] - points[row * 2 + axis]);
      assert.closeTo(mapDistances[row * k], Math.hypot(dx, dy), 1e-4);
    }
    const again = await client.describeNeighbours(latents, points);
    assert.equal(again.trust.join(), trust.join());
  });

  test('goes on from an earlier layout, and turns axes round to agree with it', async () => {
    const { points } = await client.project(latents, { method: 'umap', seed: 0 });
    const shift = (other: Float32Array) =>
      Math.sqrt(points.reduce((sum, value, i) => sum + (value - other[i]) ** 2, 0) / count);
    const moved = { ...latents, data: latents.data.map((value, i) => value + 0.05 * Math.sin(i)) };
    const warm = await client.project(moved, { method: 'umap', seed: 1, start: points });
    assert.equal(warm.epochs, 60);
    assert.isBelow(shift(warm.points), 2);
    const turned = points.map((value) => -value);
    const back = await client.project(moved, { method: 'umap', seed: 1, start: turned });
    assert.isAbove(shift(back.points), 5);

    const pca = (await client.project(latents, { method: 'pca', seed: 0 })).points;
    const flipped = pca.map((value, i) => (i % 2 ? value : -value));
    const agreed = await client.project(latents, { method: 'pca', seed: 0, start: flipped });
    assert.equal(agreed.points.join(), flipped.join());
    const { points: placed } = await client.placePoints(latents);
    placed.forEach((value, i) => assert.closeTo(value, flipped[i], 1e-3));
  });

  test('shows any two latent dimensions, and a latent plane as it is', async () => {
    const { points } = await client.project(latents, { method: 'dims', seed: 0, dimensions: [3, 1] });
    const { data } = latents;
    assert.deepEqual([...points.subarray(2, 4)], [data[dimensions + 3], data[dimensions + 1]]);
    const plane = { data: data.slice(0, 40), shape: [20, 2] as [number, number] };
    assert.equal(
      (await client.project(plane, { method: 'latent', seed: 0 })).points.join(),
      plane.data.join(),
    );
    const wrong = client.project(latents, { method: 'latent', seed: 0 });
    assert.match((await rejection(wrong)).message, /2 latent dimensions.*found 12/);
    const beyond = client.project(latents, { method: 'dims', seed: 0, dimensions: [0, 12] });
    assert.match((await rejection(beyond)).message, /0 to 11, found 12/);
  });

  test('stops with the layout as it is, which then is the map', async () => {
    const running = client.project(
      latents,
      { method: 'umap', seed: 0, epochs: 1_000_000 },
      () => void client.stop(),
    );
    const { stopped, epochs, points, neighbours } = await running;
    assert.isTrue(stopped);
    assert.isBelow(epochs!, 1_000_000);
    assert.lengthOf(points, count * 2);
    assert.lengthOf(neighbours.trust, count);
    assert.isTrue((await client.placePoints(latents)).points.every(Number.isFinite));
  });

  test('places new points amid their like in the standing map, which stays as it is', async () => {
    assert.match((await rejection(client.placePoints(latents))).message, /finished map/);
    const { points } = await client.project(latents, { method: 'umap', seed: 0 });
    const fresh = latents.data.map((value, i) => value + 0.03 * Math.cos(i));
    const shape: [number, number] = [40, dimensions];
    const placed = await client.placePoints({ data: fresh.slice(0, 40 * dimensions), shape });
    assert.equal(placed.nearest.k, 15);
    const all = new Float32Array(points.length + 80);
    all.set(points);
    all.set(placed.points, points.length);
    assert.isAbove(measurePurity(all, clusters), 0.99);
    for (let row = 0; row < 40; row++) {
      assert.equal(placed.nearest.rows[row * 15], row);
      const [dx, dy] = [0, 1].map((axis) => placed.points[row * 2 + axis] - points[row * 2 + axis]);
      assert.isBelow(Math.hypot(dx, dy), 3);
    }
  });

  test('works on while a network is trained beside it, and gives the same', async () => {
    const options = { method: 'umap', seed: 4, epochs: 40 } as const;
    const beside = client.project(latents, { ...options, besideTraining: true });
    await client.setBesideTraining(false);
    const { points } = await beside;
    assert.equal(points.join(), (await client.project(latents, options)).points.join());
  });

  test('moves a watched layout on beside a training, until the next one begins where it then is', async () => {
    const layouts: { done: number; points: Float32Array }[] = [];
    let told = () => {};
    const watch = (event: ProjectionEvent) => {
      if (event.type === 'layout') layouts.push(event);
      told();
    };
    const nextEvent = () => new Promise<void>((resolve) => (told = resolve));
    const start = (await client.project(latents, { method: 'umap', seed: 0 })).points;
    const options = { method: 'umap', seed: 0, start, besideTraining: true } as const;
    const { points } = await client.project(latents, options, watch);
    const shift = (other: Float32Array) =>
      Math.sqrt(points.reduce((sum, value, i) => sum + (value - other[i]) ** 2, 0) / count);
    layouts.length = 0;
    await nextEvent();
    await nextEvent();
    assert.deepEqual(
      layouts.map(({ done }) => done),
      [60, 60],
    );
    assert.isTrue(layouts.every((layout) => shift(layout.points) > 0 && shift(layout.points) < 1));

    // What is far from where the last layout is cannot have begun at it.
    const elsewhere = { ...options, start: start.map((value) => value + 100) };
    const first = new Promise<Float32Array>((resolve) => {
      const watchFirst = (event: ProjectionEvent) => {
        if (event.type === 'layout' && event.done === 0) resolve(event.points);
      };
      client.project(latents, elsewhere, watchFirst).catch(() => undefined);
    });
    assert.isBelow(shift(await first), 2);
  });

  test('does not move on where nobody watches, or nothing is trained', async () => {
    const events: ProjectionEvent[] = [];
    await client.project(latents, { method: 'umap', seed: 0, epochs: 20 }, (event) => events.push(event));
    events.length = 0;
    // Longer than a lingering layout waits between two epochs.
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.isEmpty(events);
  });

  test('refuses latents that are not what their shape says', async () => {
    const wrong = { data: new Float32Array(5), shape: [2, 3] as [number, number] };
    assert.match(
      (await rejection(client.project(wrong, { method: 'pca', seed: 0 }))).message,
      /2 × 3.*found 5/,
    );
  });

  test('refuses latents that are no numbers', async () => {
    const wrong = { data: Float32Array.of(1, 2, NaN, 4), shape: [2, 2] as [number, number] };
    assert.match(
      (await rejection(client.project(wrong, { method: 'umap', seed: 0 }))).message,
      /NaN in row 1/,
    );
  });

  test('says which script did not load, and where to serve it from', async () => {
    const lost = new ProjectionClient(new URL('/nowhere/', location.href).href);
    const error = await rejection(lost.project(latents, { method: 'pca', seed: 0 }));
    assert.match(error.message, /\/nowhere\/projection\.worker\.js.*baseUrl/);
  });
});

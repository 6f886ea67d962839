import { assert } from '@open-wc/testing';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite("TrainingClient.use('probe-features')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(600), 0);
    await started.client.call('createModel', 'compact', smallConfig);
  });
  suiteTeardown(() => started.client.terminate());

  test('tells digits apart by codes, PCA scores and pixels, far better than chance', async () => {
    await trainToRest(started);
    const features = ['codes', 'pca', 'pixels'] as const;
    const report = await started.client.use('probe-features', { labels: 'all', features: [...features] });
    assert.equal(report.labels, 486);
    assert.deepEqual(
      report.results.map(({ dimensions }) => dimensions),
      [49, 49, 784],
    );
    for (const { linear, knn, confusion } of report.results) {
      assert.isAbove(linear, 0.5);
      assert.isAbove(knn, 0.5);
      assert.equal(
        confusion.reduce((sum, count) => sum + count, 0),
        60,
      );
      const right = Array.from({ length: 10 }, (_, label) => confusion[label * 11]).reduce(
        (sum, count) => sum + count,
      );
      assert.closeTo(right / 60, linear, 1e-9);
    }
  });

  test('uses no more labels than the budget', async () => {
    const few = await started.client.use('probe-features', { labels: 20, features: ['codes'] });
    assert.equal(few.labels, 20);
    assert.isAbove(few.results[0].linear, 0.3);
    assert.isAbove(few.results[0].spread!, 0.3);
  });

  test('refuses data without labels', async () => {
    const { client } = await startClient();
    await client.call('loadDataset', { images: new Uint8Array(30 * 784), shape: [30, 28, 28, 1] }, 0);
    await client.call('createModel', 'compact', smallConfig);
    const error = await rejection(client.use('probe-features', { labels: 'all', features: ['codes'] }));
    client.terminate();
    assert.match(error.message, /expected data with labels/);
  });
});

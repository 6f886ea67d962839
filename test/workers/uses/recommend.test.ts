import { assert } from '@open-wc/testing';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite("TrainingClient.use('recommend')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', 'ratings-demo', 0);
    await started.client.call('createModel', 'ratings', {
      epochs: 30,
      batchSize: 64,
      learningRate: 0.003,
      seed: 0,
    });
  });
  suiteTeardown(() => started.client.terminate());

  test('foretells held-out ratings within a few per cent of their noise, once trained', async () => {
    const { client } = started;
    const untrained = await client.use('judge-ratings', {});
    await trainToRest(started);
    const report = await client.use('judge-ratings', {});
    assert.isAbove(untrained.autoencoderRmse, report.baselineRmse);
    assert.isBelow(report.autoencoderRmse, 0.93 * report.baselineRmse);
    assert.isBelow(report.autoencoderRmse, 1.06 * report.noise!);
    assert.isAbove(report.autoencoderRmse, 0.97 * report.noise!);
    assert.lengthOf(report.itemPoints, 600);
    const known = report.userCounts.reduce((sum, count) => sum + count, 0);
    assert.closeTo(known / report.heldOut, 9, 0.01);
  });

  test('recommends what the user has not rated, the best guess first', async () => {
    const { best, liked } = await started.client.use('recommend', { user: 3, count: 10 });
    assert.lengthOf(best, 10);
    const rated = new Set(liked.map(({ item }) => item));
    best.forEach(({ item, rating }, at) => {
      assert.isFalse(rated.has(item));
      if (at > 0) assert.isAtMost(rating, best[at - 1].rating);
    });
    assert.match(
      (await rejection(started.client.use('recommend', { user: 1500, count: 1 }))).message,
      /0 to 1499/,
    );
  });

  test('refuses data that are no ratings', async () => {
    const { client } = started;
    await client.call('loadDataset', await loadSmallSource(), 0);
    await client.call('createModel', 'compact', smallConfig);
    assert.match((await rejection(client.use('judge-ratings', {}))).message, /expected ratings/);
  });
});

suite('a table with gaps', () => {
  test('trains on what is known, and tells rows that break the rule', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => {
      const x = Math.sin(i * 12.9898) * 3;
      const y = Math.cos(i * 78.233) * 3;
      // The last rows break what holds for all others: c = a + b, d = a − b.
      const odd = i >= 590 ? 9 : 0;
      return [x, y, x + y + odd, x - y - odd]
        .map((value, column) => (i % 11 === column ? '' : value.toFixed(4)))
        .join(',');
    });
    const started = await startClient();
    const { client } = started;
    await client.call('loadDataset', { table: new Blob([['a,b,c,d', ...rows].join('\n')]) }, 0);
    await client.call('createModel', 'table', { epochs: 30, batchSize: 64, learningRate: 0.003, seed: 0 });
    const before = await client.call('evaluate', 'validation');
    await trainToRest(started);
    const after = await client.call('evaluate', 'validation');
    assert.isBelow(after.rmse, before.rmse / 2);
    const report = await client.use('find-anomalies', {
      split: 'train',
      score: 'error',
      normal: [],
      shown: 4,
    });
    client.terminate();
    assert.isAtLeast([...report.indices.subarray(0, 10)].filter((index) => index >= 590).length, 6);
  });
});

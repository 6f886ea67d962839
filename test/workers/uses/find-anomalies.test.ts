import { assert } from '@open-wc/testing';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite("TrainingClient.use('find-anomalies')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(600), 0);
    await started.client.call('createModel', 'compact', { ...smallConfig, epochs: 8 });
  });
  suiteTeardown(() => started.client.terminate());

  test('trained on ones alone, it ranks the other digits above them', async () => {
    const { client } = started;
    const { info, summary } = await client.call('narrowData', { classes: [1] }, false);
    assert.equal(info.name, 'your own, only 1');
    assert.isBelow(info.counts.train, 100);
    assert.equal(info.counts.test, 60);
    assert.equal(summary.latentDim, 49);
    await trainToRest(started);
    const report = await client.use('find-anomalies', {
      split: 'test',
      score: 'error',
      normal: [1],
      shown: 5,
    });
    assert.isAbove(report.roc!.area, 0.9);
    assert.lengthOf(report.images, 5 * 784);
    assert.deepEqual(
      [...report.scores],
      [...report.scores].sort((a, b) => b - a),
    );
    report.isAnomaly.forEach((anomaly, at) => assert.equal(anomaly, Number(report.labels[at] !== 1)));
    // Rows go together: the worst image is the one that its index names.
    const { images, rmse } = await client.call('reconstructSplit', 'test', { indices: [report.indices[0]] });
    assert.deepEqual([...report.images.subarray(0, 784)], [...images]);
    assert.closeTo(report.rmse[0], rmse[0], 1e-6);
  });

  test('finds drawn strangers among all digits', async () => {
    const { client } = started;
    await client.call('narrowData', {}, false);
    await trainToRest(started, { epochs: 24 });
    const strangers = { kind: 'shapes', count: 50 } as const;
    const look = (score: 'error' | 'both') =>
      client.use('find-anomalies', { split: 'test', score, normal: [], strangers, shown: 3 });
    const report = await look('both');
    assert.equal(report.scores.length, 110);
    assert.equal(
      report.isStranger.reduce((sum, value) => sum + value, 0),
      50,
    );
    assert.deepEqual([...report.isAnomaly], [...report.isStranger]);
    assert.isAbove(report.roc!.area, 0.9);
    // Filled shapes are strange by their error; few training digits say little of how codes are spread.
    assert.isAbove((await look('error')).roc!.area, 0.95);
  });

  test('leaves images out and carries on with the same weights and history', async () => {
    const { client, events } = started;
    await client.call('createModel', 'compact', smallConfig);
    await trainToRest(started, { epochs: 1 });
    const before = await client.call('encodeSplit', 'test', 2);
    const train = await client.use('find-anomalies', {
      split: 'train',
      score: 'error',
      normal: [],
      shown: 2,
    });
    const { info, run } = await client.call(
      'narrowData',
      { excluded: [...train.indices.subarray(0, 2)] },
      true,
    );
    assert.equal(info.counts.train, 486 - 2);
    assert.lengthOf(run!.history, 1);
    const after = await client.call('encodeSplit', 'test', 2);
    assert.deepEqual([...after.latents], [...before.latents]);
    const left = await client.use('find-anomalies', { split: 'train', score: 'error', normal: [], shown: 0 });
    assert.notInclude([...left.indices], train.indices[0]);
    events.length = 0;
    assert.equal(await trainToRest(started, { epochs: 1 }), 'finished');
  });

  test('refuses a selection that leaves nothing, and keeps what there was', async () => {
    const { client } = started;
    const error = await rejection(client.call('narrowData', { classes: [77] }, false));
    assert.match(error.message, /selection: expected at least 2 images/);
    assert.equal((await client.call('evaluate', 'test')).count, 60);
  });
});

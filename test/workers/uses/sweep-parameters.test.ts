import { assert } from '@open-wc/testing';
import type { SweepPlan, SweepRow } from '../../../src/workers/index.ts';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  type StartedClient,
} from '../../helpers/training-client.ts';

const plan: SweepPlan = {
  ...{ preset: 'compact', method: 'grid', images: 100, halving: false },
  base: { ...smallConfig, epochs: 1 },
  axes: { latentDim: [2, 6] },
};

suite("TrainingClient.use('sweep-parameters')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(), 0);
    await started.client.call('createModel', 'compact', smallConfig);
  });
  suiteTeardown(() => started.client.terminate());

  test('trains on a part of the images, beside a model that stays as it is', async () => {
    const { client } = started;
    const { rmse } = await client.call('evaluate', 'test');
    const news: SweepRow[] = [];
    const { rows, images, validationImages, best, pca } = await client.use('sweep-parameters', plan, {
      onProgress: (progress) => progress.news && news.push(progress.news),
    });
    assert.deepEqual([images, validationImages], [100, 27]);
    assert.deepEqual(
      rows.map(({ status, values }) => [status, values.latentDim]),
      [
        ['finished', 2],
        ['finished', 6],
      ],
    );
    assert.includeMembers(
      news.filter(({ index }) => index === 1).map(({ status }) => status),
      ['queued', 'training', 'finished'],
    );
    assert.lengthOf(pca!, 6);
    for (let i = 1; i < 6; i++) assert.isBelow(pca![i], pca![i - 1]);
    assert.equal((await client.call('evaluate', 'test')).rmse, rmse);
    const scores = rows.map(({ score }) => score!);
    assert.equal(best!.index, scores.indexOf(Math.min(...scores)));
  });

  test('makes the best a file that the laboratory opens and goes on with', async () => {
    const { client } = started;
    const { best, rows } = await client.use('sweep-parameters', { ...plan, axes: { latentDim: [6] } });
    const { summary, run } = await client.call('openFile', best!.file);
    assert.equal(summary.latentDim, 6);
    assert.deepEqual(run.config, rows[0].config);
    assert.closeTo((await client.call('evaluate', 'test')).rmse, best!.testRmse, 1e-7);
    assert.equal(await client.call('train', { epochs: 1 }), 'finished');
    await client.call('createModel', 'compact', smallConfig);
  });

  test('foretells trials, images and time', async () => {
    const forecast = await started.client.use('forecast-sweep', { ...plan, images: 10_000 });
    assert.deepEqual([forecast.trials, forecast.images], [2, 243]);
    assert.isAbove(forecast.estimatedMs, 0);
  });

  test('refuses a plan that cannot be', async () => {
    const { client } = started;
    const empty = await rejection(client.use('forecast-sweep', { ...plan, axes: {} }));
    assert.match(empty.message, /sweep: expected values of latentDim/);
    const other = { ...plan, base: { ...plan.base, seed: 3 } };
    const seed = await rejection(client.use('sweep-parameters', other));
    assert.match(seed.message, /seed: expected that of the data's split, 0, found 3/);
    const size = await rejection(
      client.use('forecast-sweep', { ...plan, preset: 'seed', axes: { latentDim: [3] } }),
    );
    assert.match(size.message, /options of the preset "seed"/);
  });

  test('ends when cancelled', async () => {
    const { client } = started;
    const controller = new AbortController();
    const error = await rejection(
      client.use('sweep-parameters', plan, {
        signal: controller.signal,
        onProgress: () => controller.abort(),
      }),
    );
    assert.equal(error.name, 'AbortError');
    assert.isAbove((await client.call('evaluate', 'test')).rmse, 0);
  });
});

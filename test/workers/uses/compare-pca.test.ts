import { assert } from '@open-wc/testing';
import type { PcaComparison, UseProgress } from '../../../src/workers/index.ts';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite("TrainingClient.use('compare-pca')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(), 0);
    await started.client.call('createModel', 'compact', smallConfig);
  });
  suiteTeardown(() => started.client.terminate());

  test('measures both on the whole test split, by class and together', async () => {
    const { client } = started;
    const progress: UseProgress[] = [];
    const { indices } = await client.call('encodeSplit', 'test', 4);
    const comparison = await client.use(
      'compare-pca',
      { indices: [...indices] },
      { onProgress: (event) => progress.push(event) },
    );
    const { rmse } = await client.call('evaluate', 'test');
    const { testRmse } = await client.call('pcaBaseline');
    assert.closeTo(comparison.all.autoencoder, rmse, 1e-6);
    assert.closeTo(comparison.all.pca, testRmse, 1e-5);
    assert.equal(comparison.all.count, 30);
    assert.equal(comparison.trainImages, 243);
    const total = comparison.classes.reduce((sum, { count, pca }) => sum + count * pca ** 2, 0);
    assert.closeTo(Math.sqrt(total / 30), comparison.all.pca, 1e-6);
    assert.isNotEmpty(progress);
  });

  test('finds PCA linear and orthogonal and a network neither, and counts what each costs', async () => {
    const { traits }: PcaComparison = await started.client.use('compare-pca', { indices: [] });
    assert.isBelow(traits.pca.bend, 1e-3);
    assert.isAbove(traits.autoencoder.bend, 1e-3);
    assert.isBelow(traits.pca.slant, 1e-3);
    assert.isAbove(traits.autoencoder.slant, 1e-2);
    // 3×3×1×16 at 14×14, 3×3×16×32 at 7×7, dense 1568×49 and back, 4×4 transposed at 7×7 and at 14×14.
    const expected = 144 * 196 + 4608 * 49 + 2 * 76_832 + 8192 * 49 + 256 * 196;
    assert.equal(traits.autoencoder.multiplications, expected);
    assert.equal(traits.pca.multiplications, 2 * 49 * 784);
  });

  test('rebuilds the images asked for', async () => {
    const { client } = started;
    const { indices, rmse } = await client.call('reconstructSplit', 'test', { count: 3 });
    const comparison = await client.use('compare-pca', { indices: [...indices] });
    assert.lengthOf(comparison.pca, 3 * 784);
    comparison.autoencoderRmse.forEach((value, at) => assert.closeTo(value, rmse[at], 1e-6));
    // Of 243 images 49 directions were kept: far nearer than an untrained network.
    comparison.pcaRmse.forEach((value, at) => assert.isBelow(value, rmse[at]));
  });

  test('ends when cancelled, and by a new model', async () => {
    const { client } = started;
    // New data: PCA has to be fitted first, so that the call is under way when it is cancelled.
    const renew = async () => {
      await client.call('loadDataset', await loadSmallSource(), 0);
      await client.call('createModel', 'compact', smallConfig);
    };
    await renew();
    const controller = new AbortController();
    const call = rejection(client.use('compare-pca', { indices: [] }, { signal: controller.signal }));
    controller.abort();
    assert.equal((await call).name, 'AbortError');
    await renew();
    const other = rejection(client.use('compare-pca', { indices: [] }));
    await client.call('createModel', 'compact', { ...smallConfig, learningRate: 0.001 });
    assert.equal((await other).name, 'AbortError');
  });

  test('refuses a use that is not there', async () => {
    const error = await rejection(started.client.use('no-such-use' as 'compare-pca', { indices: [] }));
    assert.match(error.message, /expected one of compare-pca.*found no-such-use/);
  });
});

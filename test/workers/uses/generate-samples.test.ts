import { assert } from '@open-wc/testing';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite("TrainingClient.use('generate-samples')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(600), 0);
    await started.client.call('createModel', 'compact', { ...smallConfig, epochs: 4 });
    await trainToRest(started);
  });
  suiteTeardown(() => started.client.terminate());

  test('draws images like those it was trained on: as bright, none a copy, others for another seed', async () => {
    const { client } = started;
    const samples = await client.use('generate-samples', { count: 50, seed: 1 });
    assert.lengthOf(samples.images, 50 * 784);
    assert.lengthOf(samples.latents, 50 * samples.latentDim);
    assert.equal(samples.fittedOn, 486);
    assert.isAbove(samples.fitMs, 0);
    const brightness = samples.images.reduce((sum, value) => sum + value, 0) / samples.images.length;
    const digits = await client.call('reconstructSplit', 'train', { count: 50 });
    const expected = digits.images.reduce((sum, value) => sum + value, 0) / digits.images.length;
    assert.closeTo(brightness, expected, 0.4 * expected);
    const decoded = await client.call('decode', {
      data: samples.latents.slice(0, samples.latentDim),
      shape: [1, samples.latentDim],
    });
    assert.deepEqual(
      [...samples.images.subarray(0, 784)],
      Array.from(decoded.data, (value) => Math.round(255 * value)),
    );

    const again = await client.use('generate-samples', { count: 50, seed: 1 });
    assert.deepEqual(again.images, samples.images);
    assert.equal(again.fitMs, 0);
    const others = await client.use('generate-samples', { count: 50, seed: 2 });
    assert.notDeepEqual(others.images, samples.images);
  });

  test('refuses a count out of its limits', async () => {
    const error = await rejection(started.client.use('generate-samples', { count: 0, seed: 1 }));
    assert.match(error.message, /count: expected an integer from 1 to 1000, found 0/);
  });
});

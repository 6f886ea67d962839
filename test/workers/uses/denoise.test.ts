import { assert } from '@open-wc/testing';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite("TrainingClient.use('denoise')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(), 0);
  });
  suiteTeardown(() => started.client.terminate());

  test('improves noisy images after a little training on noise, and tells by how much', async () => {
    const { client } = started;
    const noise = { kind: 'gaussian', amount: 0.5 } as const;
    await client.call('createModel', 'denoising', { ...smallConfig, epochs: 12, learningRate: 3e-3, noise });
    const { indices } = await client.call('encodeSplit', 'test', 4);
    const untrained = await client.use('denoise', { noise, indices: [...indices] });
    assert.strictEqual(await client.call('train'), 'finished');
    const trained = await client.use('denoise', { noise, indices: [...indices] });
    assert.deepEqual(trained.noisy, untrained.noisy, 'the same noise each time');
    assert.deepEqual(trained.images.noisy, untrained.images.noisy);
    assert.notDeepEqual(trained.images.noisy, trained.images.clean);
    assert.lengthOf(trained.images.denoised, 4 * 784);
    assert.strictEqual(trained.count, 30);
    assert.isAbove(trained.denoised.psnr, trained.noisy.psnr + 1);
    assert.isAbove(trained.denoised.ssim!, untrained.denoised.ssim!);
  });

  test('measures all test images where none is to be shown', async () => {
    const noise = { kind: 'gaussian', amount: 0.5 } as const;
    await started.client.call('createModel', 'compact', smallConfig);
    const { count, images } = await started.client.use('denoise', { noise, indices: [] });
    assert.strictEqual(count, 30);
    assert.isEmpty(images.denoised);
  });

  test('refuses noise that there is not', async () => {
    const noise = { kind: 'masking', amount: 2 } as const;
    const error = await rejection(started.client.use('denoise', { noise, indices: [] }));
    assert.include(error.message, 'noise: expected an amount from 0 to 1, found 2');
  });
});

import { assert } from '@open-wc/testing';
import { TrainingClient, WorkerEndedError } from '../../src/workers/index.ts';
import { rejection } from '../helpers/idx.ts';
import {
  baseUrl,
  historyOf,
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../helpers/training-client.ts';

suite('TrainingClient', () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(), 0);
  });
  suiteTeardown(() => started.client.terminate());

  test('reports what the page allows: threads only where it is isolated', async () => {
    const { client } = await startClient();
    const capabilities = await client.restart({ threads: 2 });
    client.terminate();
    assert.equal(capabilities.crossOriginIsolated, crossOriginIsolated);
    assert.equal(capabilities.threads, crossOriginIsolated ? 2 : 1);
    assert.isTrue(capabilities.simd);
  });

  test('loads a catalogue data set with progress', async () => {
    const { client, events } = await startClient();
    const info = await client.call('loadDataset', 'mnist-sample', 0);
    client.terminate();
    assert.deepInclude(info, { name: 'mnist-sample', imageShape: [28, 28, 1], hasLabels: true });
    assert.isAbove(info.counts.train, 8 * info.counts.validation);
    assert.isTrue(events.some((event) => event.type === 'progress' && event.total > 0));
  });

  test('trains, tells each epoch with reconstructions, and ends with train-end', async () => {
    const { client, events } = started;
    await client.call('createModel', 'compact', smallConfig);
    events.length = 0;
    assert.equal(await trainToRest(started), 'finished');
    assert.deepEqual(
      historyOf(events).map(({ epoch }) => epoch),
      [1, 2],
    );
    const [first, second] = historyOf(events);
    assert.isBelow(second.validationRmse, first.validationRmse);
    const epochEnd = events.find((event) => event.type === 'epoch-end');
    assert.lengthOf(epochEnd!.reconstructions.reconstructions, 3 * 784);
    assert.deepInclude(events.at(-1), { type: 'train-end', reason: 'finished' });
    const last = events.filter((event) => event.type === 'batch-end').at(-1);
    assert.deepInclude(last!.progress, { epoch: 2, batch: last!.progress.batches });
  });

  test('sends the codes of the same test images before the first step and after each epoch', async () => {
    const { client, events } = started;
    await client.call('createModel', 'compact', smallConfig);
    const before = await client.call('encodeSplit', 'test');
    events.length = 0;
    await trainToRest(started);
    const codes = events.flatMap((event) => (event.type === 'epoch-codes' ? [event.codes] : []));
    assert.deepEqual(
      codes.map(({ epoch }) => epoch),
      [0, 1, 2],
    );
    assert.deepEqual(codes[0].latents, before.latents);
    assert.deepEqual(codes[2].latents, (await client.call('encodeSplit', 'test')).latents);
    await trainToRest(started, { epochs: 1 });
    assert.deepInclude(events.findLast((event) => event.type === 'epoch-codes')!.codes, { epoch: 3 });
  });

  test('pauses within a batch, goes on, and stops', async () => {
    const { client, events } = started;
    await client.call('createModel', 'compact', smallConfig);
    events.length = 0;
    const training = client.call('train', { epochs: 1000 });
    await client.call('pause');
    assert.equal(await training, 'paused');
    const more = client.call('train', { epochs: 1000 });
    await client.call('stop');
    assert.equal(await more, 'stopped');
    assert.isBelow(historyOf(events).length, 2);
  });

  test('steps by batches and by epochs', async () => {
    const { client, events } = started;
    await client.call('createModel', 'compact', smallConfig);
    events.length = 0;
    assert.equal(await client.call('step', { batches: 3 }), 'paused');
    assert.equal(await client.call('step', { epochs: 1 }), 'finished');
    const { step } = await client.call('encodeSplit', 'test', 1);
    assert.equal(step, Math.ceil(243 / smallConfig.batchSize));
  });

  test('refuses to load data or build a model while training, and trains on', async () => {
    const { client } = started;
    await client.call('createModel', 'compact', smallConfig);
    const training = client.call('train', { epochs: 1000 });
    assert.match((await rejection(client.call('loadDataset', 'mnist-sample', 0))).message, /at rest/);
    assert.match((await rejection(client.call('createModel', 'seed', smallConfig))).message, /at rest/);
    await client.call('stop');
    assert.equal(await training, 'stopped');
  });

  test('encodes, decodes and reconstructs in the shapes that were asked for', async () => {
    const { client } = started;
    await client.call('createModel', 'compact', smallConfig);
    const images = { data: new Uint8Array(2 * 784).fill(128), shape: [2, 28, 28, 1] as [2, 28, 28, 1] };
    const latents = await client.call('encode', images);
    assert.deepEqual(latents.shape, [2, 49]);
    assert.lengthOf(latents.data, 98);
    const decoded = await client.call('decode', latents);
    assert.deepEqual(decoded.shape, images.shape);
    const reconstructed = await client.call('reconstruct', images);
    assert.deepEqual([...decoded.data], [...reconstructed.data]);
    const encoded = await client.call('encodeSplit', 'test', 5);
    assert.deepInclude(encoded, { split: 'test', latentDim: 49, step: 0 });
    assert.lengthOf(encoded.latents, 5 * 49);
    const chosen = await client.call('reconstructSplit', 'test', { indices: [encoded.indices[4]] });
    assert.deepEqual([...chosen.images], [...encoded.images.subarray(4 * 784)]);
    assert.closeTo(chosen.rmse[0], encoded.rmse[4], 1e-6);
  });

  test('evaluates a split with figures that agree', async () => {
    const { rmse, mse, psnr, count } = await started.client.call('evaluate', 'test');
    assert.equal(count, 30);
    assert.closeTo(rmse, Math.sqrt(mse), 1e-9);
    assert.closeTo(psnr, -10 * Math.log10(mse), 1e-9);
  });

  test('rejects every call under way and every later one once it is terminated', async () => {
    const { client } = await startClient();
    const loading = rejection(client.call('loadDataset', 'mnist-sample', 0));
    client.terminate();
    assert.instanceOf(await loading, WorkerEndedError);
    assert.instanceOf(await rejection(client.call('evaluate', 'test')), WorkerEndedError);
  });

  test('says which script did not load, and where to serve it from', async () => {
    const failures: Error[] = [];
    const client = new TrainingClient(
      { baseUrl: new URL('/nowhere/', baseUrl).href, storageKey: 'test' },
      { onEvent: () => undefined, onFailure: (error) => failures.push(error) },
    );
    const error = await rejection(client.start());
    assert.match(error.message, /\/nowhere\/training\.worker\.js.*baseUrl/);
    assert.deepEqual(failures, [error]);
  });
});

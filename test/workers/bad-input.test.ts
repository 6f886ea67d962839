import { assert } from '@open-wc/testing';
import type { DatasetSource, PresetName, TrainingConfig } from '../../src/workers/index.ts';
import { encodeIdx, rejection } from '../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../helpers/training-client.ts';

const images = encodeIdx([20, 28, 28], new Uint8Array(20 * 784));
const blob = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]);

suite('bad input', () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    await started.client.call('loadDataset', await loadSmallSource(), 0);
    await started.client.call('createModel', 'compact', smallConfig);
  });
  suiteTeardown(() => started.client.terminate());

  const sources: [string, () => DatasetSource, RegExp][] = [
    ['a name that is not in the catalogue', () => 'mnits', /mnist.*mnits/],
    [
      'an address where nothing is',
      () => ({ images: new URL('/nowhere.gz', location.href).href }),
      /nowhere\.gz/,
    ],
    ['a file that is not IDX', () => ({ images: blob(new Uint8Array(100).fill(7)) }), /IDX.*found/],
    ['a file cut short', () => ({ images: blob(images.slice(0, 5000)) }), /expected .*found/],
    [
      'test images of another size',
      () => ({ images: blob(images), test: { images: blob(encodeIdx([20, 8, 8], new Uint8Array(1280))) } }),
      /28.*8/,
    ],
    [
      'labels of another count',
      () => ({ images: blob(images), labels: blob(encodeIdx([19], new Uint8Array(19))) }),
      /20.*19/,
    ],
  ];
  for (const [name, source, expected] of sources) {
    test(`refuses ${name} and keeps data and model`, async () => {
      const { client } = started;
      const before = await client.call('evaluate', 'test');
      const error = await rejection(client.call('loadDataset', source(), 0));
      assert.match(error.message, expected);
      assert.deepEqual(await client.call('evaluate', 'test'), before);
    });
  }

  const settings: [string, PresetName, Partial<TrainingConfig>, RegExp][] = [
    ['a preset that does not exist', 'vast' as PresetName, {}, /compact.*vast/],
    ['a batch size of 0', 'compact', { batchSize: 0 }, /batch.*found 0/i],
    ['a learning rate of NaN', 'compact', { learningRate: NaN }, /learning.*NaN/i],
    ['a seed below 0', 'compact', { seed: -1 }, /seed.*found -1/],
  ];
  for (const [name, preset, change, expected] of settings) {
    test(`refuses ${name} and keeps the model`, async () => {
      const { client } = started;
      const before = await client.call('evaluate', 'test');
      const error = await rejection(client.call('createModel', preset, { ...smallConfig, ...change }));
      assert.match(error.message, expected);
      assert.deepEqual(await client.call('evaluate', 'test'), before);
    });
  }

  test('keeps data and model where a preset cannot take the size of new images', async () => {
    const { client } = started;
    const before = await client.call('evaluate', 'test');
    const odd = { images: new Uint8Array(30 * 81), shape: [30, 9, 9, 1] as [number, number, number, number] };
    await client.call('loadDataset', odd, 0);
    const error = await rejection(client.call('createModel', 'compact', smallConfig));
    assert.match(error.message, /multiples of 4.*9/);
    assert.deepEqual(await client.call('evaluate', 'test'), before);
    await client.call('createModel', 'compact', smallConfig);
  });

  test('stops a run whose loss is no number any more, with the last good weights and advice', async () => {
    const { client, events } = started;
    await client.call('createModel', 'compact', smallConfig);
    await client.call('train', { epochs: 1 });
    const good = await client.call('evaluate', 'test');
    await client.call('setLearningRate', 3e38);
    assert.equal(await trainToRest(started, { epochs: 1 }), 'failed');
    assert.deepEqual(await client.call('evaluate', 'test'), good);
    const end = events.filter((event) => event.type === 'train-end').at(-1);
    assert.match(end!.message!, /finite.*learning rate/);
  });
});

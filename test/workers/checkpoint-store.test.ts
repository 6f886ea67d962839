import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { findPreset } from '../../src/engine/models/index.ts';
import { Trainer, type EpochCodes, type RunState } from '../../src/engine/training/index.ts';
import { CheckpointStore } from '../../src/workers/checkpoint-store.ts';
import { rejection } from '../helpers/idx.ts';
import { makeBars, TINY_CONFIG, TINY_SHAPE } from '../helpers/tiny-run.ts';

const codesOf = (epoch: number): EpochCodes => ({
  epoch,
  latents: new Float32Array(4000).fill(epoch),
  latentDim: 2,
});

/** A browser that takes `room` more bytes, and refuses the rest as it does when the disk is full. */
async function withRoom(room: number, act: () => Promise<void>): Promise<void> {
  const { put } = IDBObjectStore.prototype;
  const sizeOf = (value: unknown): number =>
    value instanceof Uint8Array ? value.length : ((value as EpochCodes).latents?.byteLength ?? 0);
  const { delete: remove } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
    room -= sizeOf(value);
    if (room < 0) throw new DOMException('no room', 'QuotaExceededError');
    return put.call(this, value, key);
  };
  IDBObjectStore.prototype.delete = function (query: IDBValidKey | IDBKeyRange) {
    if (query instanceof IDBKeyRange) room = Infinity;
    return remove.call(this, query);
  };
  try {
    await act();
  } finally {
    Object.assign(IDBObjectStore.prototype, { put, delete: remove });
  }
}

suite('CheckpointStore', () => {
  let run: RunState;
  let store: CheckpointStore;

  suiteSetup(async () => {
    await tf.setBackend('cpu');
    const trainer = new Trainer(findPreset('compact').build(TINY_SHAPE, 0), makeBars(20), TINY_CONFIG);
    run = await trainer.readState();
    tf.disposeVariables();
  });
  setup(() => (store = new CheckpointStore(`test/${crypto.randomUUID()}`)));
  teardown(() => store.clear());

  test('keeps the codes it is given, and no others, in the order of epochs', async () => {
    await store.save(run, true);
    await store.saveReplay([0, 1, 2, 9, 10].map(codesOf));
    await store.saveReplay([0, 2, 10, 12].map(codesOf));
    assert.deepEqual(await store.loadReplay(), [0, 2, 10, 12].map(codesOf));
  });

  test('drops the codes together with the run that they are of', async () => {
    await store.save(run, true);
    await store.saveReplay([codesOf(0)]);
    await store.save(run, false);
    assert.lengthOf(await store.loadReplay(), 1);
    await store.save(run, true);
    assert.isEmpty(await store.loadReplay());
    assert.deepEqual(await store.load(), run);
  });

  test('keeps the run, and all or none of the codes, where there is no room for more', async () => {
    await store.save(run, true);
    await withRoom(20_000, async () => {
      const error = await rejection(store.saveReplay([codesOf(0), codesOf(1)]));
      assert.equal(error.name, 'QuotaExceededError');
    });
    assert.isEmpty(await store.loadReplay());
    assert.deepEqual(await store.load(), run);
  });

  test('gives up the codes where there is no room for the run otherwise', async () => {
    await store.save(run, true);
    await store.saveReplay([codesOf(0), codesOf(1)]);
    const later = { ...run, savedAt: run.savedAt + 1 };
    await withRoom(1000, () => store.save(later, false));
    assert.deepEqual(await store.load(), later);
    assert.isEmpty(await store.loadReplay());
  });

  test('keeps the epoch before where there is no room at all', async () => {
    await store.save(run, true);
    await withRoom(1000, async () => {
      const error = await rejection(store.save({ ...run, savedAt: run.savedAt + 1 }, false));
      assert.equal(error.name, 'QuotaExceededError');
    });
    assert.deepEqual(await store.load(), run);
  });
});

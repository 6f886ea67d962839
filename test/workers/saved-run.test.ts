import { assert } from '@open-wc/testing';
import type { EpochCodes } from '../../src/workers/index.ts';
import { rejection } from '../helpers/idx.ts';
import {
  figuresOf,
  historyOf,
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../helpers/training-client.ts';

/** The codes that a client's events have brought. */
function codesOf({ events }: StartedClient): EpochCodes[] {
  return events.flatMap((event) => (event.type === 'epoch-codes' ? [event.codes] : []));
}

const epochsOf = (replay: readonly EpochCodes[]) => replay.map(({ epoch }) => epoch);

async function startRun(storageKey: string) {
  const started = await startClient({ storageKey });
  await started.client.call('loadDataset', await loadSmallSource(), smallConfig.seed);
  await started.client.call('createModel', 'compact', { ...smallConfig, epochs: 3 });
  return started;
}

suite('a saved run', () => {
  let storageKey: string;
  setup(() => (storageKey = `test/${crypto.randomUUID()}`));

  test('goes on in a new worker with the history of a run that never stopped', async () => {
    const whole = await startRun(`${storageKey}/whole`);
    await trainToRest(whole);
    whole.client.terminate();

    const first = await startRun(storageKey);
    await trainToRest(first, { epochs: 1 });
    // Batches after the last saved epoch are lost with the tab, and trained again.
    await first.client.call('step', { batches: 2 });
    first.client.terminate();

    const second = await startRun(storageKey);
    const found = await second.client.call('findSavedRun');
    assert.deepInclude(found, { preset: 'compact', config: { ...smallConfig, epochs: 3 } });
    const { run, summary } = await second.client.call('resumeSavedRun');
    assert.lengthOf(run.history, 1);
    assert.equal(summary.totalParams, 168_546);
    await trainToRest(second, { epochs: 2 });
    second.client.terminate();
    const history = [...run.history, ...historyOf(second.events)];
    assert.deepEqual(figuresOf(history), figuresOf(historyOf(whole.events)));
  });

  test('brings back how the model saw the sample after its epochs, and goes on with that', async () => {
    const first = await startRun(storageKey);
    await trainToRest(first, { epochs: 2 });
    first.client.terminate();

    const second = await startRun(storageKey);
    const { replay } = await second.client.call('resumeSavedRun');
    assert.deepEqual(epochsOf(replay), [0, 1, 2]);
    assert.deepEqual(replay, codesOf(first));
    await trainToRest(second, { epochs: 1 });
    second.client.terminate();
    assert.deepEqual(epochsOf(codesOf(second)), [3], 'what is there is not encoded again');

    const third = await startRun(storageKey);
    const all = (await third.client.call('resumeSavedRun')).replay;
    assert.deepEqual(all, [...codesOf(first), ...codesOf(second)]);
    third.client.terminate();
  });

  test('keeps the replay of the run that it is, not of one that ended before its first epoch', async () => {
    const first = await startRun(storageKey);
    await trainToRest(first, { epochs: 1 });
    await first.client.call('createModel', 'compact', { ...smallConfig, seed: 5 });
    await first.client.call('step', { batches: 2 });
    const second = await startRun(storageKey);
    const kept = await second.client.call('resumeSavedRun');
    assert.deepEqual(kept.replay, codesOf(first).slice(0, 2));
    second.client.terminate();

    await trainToRest(first, { epochs: 1 });
    first.client.terminate();
    const third = await startRun(storageKey);
    await third.client.call('loadDataset', await loadSmallSource(), 5);
    const other = await third.client.call('resumeSavedRun');
    assert.deepEqual(other.replay, codesOf(first).slice(2));
    third.client.terminate();
  });

  test('is gone once forgotten', async () => {
    const { client } = await startRun(storageKey);
    await client.call('train', { epochs: 1 });
    assert.isDefined(await client.call('findSavedRun'));
    await client.call('forgetSavedRun');
    assert.isUndefined(await client.call('findSavedRun'));
    assert.match((await rejection(client.call('resumeSavedRun'))).message, /found none/);
    client.terminate();
  });

  test('is refused for other data, and leaves the present model as it was', async () => {
    const { client } = await startRun(storageKey);
    await client.call('train', { epochs: 1 });
    await client.call('loadDataset', await loadSmallSource(200), 0);
    await client.call('createModel', 'compact', smallConfig);
    const before = await client.call('evaluate', 'test');
    assert.match((await rejection(client.call('resumeSavedRun'))).message, /data it was trained on/);
    assert.deepEqual(await client.call('evaluate', 'test'), before);
    client.terminate();
  });

  test('comes back from a file with its weights and history', async () => {
    const first = await startRun(storageKey);
    await trainToRest(first, { epochs: 1 });
    const evaluation = await first.client.call('evaluate', 'test');
    const file = await first.client.call('saveFile');
    first.client.terminate();

    const second = await startRun(`${storageKey}/other`);
    const { run, replay } = await second.client.call('openFile', file);
    assert.deepEqual(replay, codesOf(first));
    assert.deepEqual((await second.client.call('resumeSavedRun')).replay, replay, 'it is kept here too');
    assert.deepEqual(figuresOf(run.history), figuresOf(historyOf(first.events)));
    assert.deepEqual(await second.client.call('evaluate', 'test'), evaluation);
    const cut = file.slice(0, file.length / 2);
    assert.match((await rejection(second.client.call('openFile', cut))).message, /expected/i);
    assert.deepEqual(await second.client.call('evaluate', 'test'), evaluation);
    second.client.terminate();
  });
});

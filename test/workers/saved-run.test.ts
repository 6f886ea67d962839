import { assert } from '@open-wc/testing';
import { rejection } from '../helpers/idx.ts';
import {
  figuresOf,
  historyOf,
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
} from '../helpers/training-client.ts';

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
    const { run } = await second.client.call('openFile', file);
    assert.deepEqual(figuresOf(run.history), figuresOf(historyOf(first.events)));
    assert.deepEqual(await second.client.call('evaluate', 'test'), evaluation);
    const cut = file.slice(0, file.length / 2);
    assert.match((await rejection(second.client.call('openFile', cut))).message, /expected/i);
    assert.deepEqual(await second.client.call('evaluate', 'test'), evaluation);
    second.client.terminate();
  });
});

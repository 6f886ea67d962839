import { assert } from '@open-wc/testing';
import type { PresetName } from '../../src/workers/index.ts';
import {
  figuresOf,
  historyOf,
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
} from '../helpers/training-client.ts';

/** The figures of two epochs from a new worker. */
async function trainWith(threads: number, preset: PresetName, seed: number): Promise<number[][]> {
  const started = await startClient({ threads });
  const { client, events } = started;
  await client.call('loadDataset', await loadSmallSource(150), seed);
  await client.call('createModel', preset, { ...smallConfig, seed });
  await trainToRest(started);
  client.terminate();
  return figuresOf(historyOf(events));
}

suite('training in a worker', () => {
  for (const preset of ['compact', 'seed'] as const) {
    test(`gives the same history with 1, 2 and 4 threads for the preset ${preset}, bit for bit`, async () => {
      const one = await trainWith(1, preset, 0);
      assert.lengthOf(one, 2);
      assert.deepEqual(await trainWith(2, preset, 0), one);
      assert.deepEqual(await trainWith(4, preset, 0), one);
    });
  }

  test('gives another history for another seed', async () => {
    assert.notDeepEqual(await trainWith(2, 'compact', 1), await trainWith(2, 'compact', 0));
  });
});

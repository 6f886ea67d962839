import { assert } from '@open-wc/testing';
import { TrainingRun } from '../../../src/ui/state/training-run.ts';
import { loadSmallSource, smallConfig, startClient } from '../../helpers/training-client.ts';

suite('TrainingRun', () => {
  test('ends a worker that is too busy to obey, and has a new one at its disposal', async () => {
    const { client } = await startClient({ threads: 1 });
    const source = await loadSmallSource(1000);
    await client.call('loadDataset', source, 0);
    // One step of the wide model on all images takes seconds, and nothing is heard meanwhile.
    await client.call('createModel', 'seed', { ...smallConfig, batchSize: 800 });
    const run = new TrainingRun(client, 20);
    const training = run.begin(() => client.call('train', {}));
    let restarts = 0;
    await run.stop(async () => {
      restarts++;
      await client.restart();
    });
    assert.equal(restarts, 1);
    const error = await training.then(
      () => undefined,
      (reason: Error) => reason,
    );
    assert.equal(error?.name, 'WorkerEndedError');
    assert.isAbove((await client.call('loadDataset', source, 0)).counts.train, 0);
    client.terminate();
  });

  test('leaves a worker that obeys alone', async () => {
    const { client, events } = await startClient({ threads: 1 });
    await client.call('loadDataset', await loadSmallSource(300), 0);
    await client.call('createModel', 'compact', { ...smallConfig, epochs: 1000 });
    const run = new TrainingRun(client);
    const training = run.begin(() => client.call('train', {}));
    const feed = setInterval(() => events.splice(0).forEach((event) => run.receive(event)), 5);
    await run.stop(() => assert.fail('the worker was ended'));
    clearInterval(feed);
    assert.equal((await training).reason, 'stopped');
    client.terminate();
  });
});

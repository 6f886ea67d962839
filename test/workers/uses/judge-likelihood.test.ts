import { assert } from '@open-wc/testing';
import { rejection } from '../../helpers/idx.ts';
import {
  loadSmallSource,
  smallConfig,
  startClient,
  trainToRest,
  type StartedClient,
} from '../../helpers/training-client.ts';

suite("TrainingClient.use('judge-likelihood')", () => {
  let started: StartedClient;
  suiteSetup(async () => {
    started = await startClient();
    const { client } = started;
    await client.call('loadDataset', await loadSmallSource(600), 0);
    await client.call('createModel', 'variational', { ...smallConfig, epochs: 6 });
    await trainToRest(started);
  });
  suiteTeardown(() => started.client.terminate());

  test('bounds the likelihood the more tightly the more codes are drawn, the same way each time', async () => {
    const { client } = started;
    const ask = (samples: number) => client.use('judge-likelihood', { images: 12, samples });
    const [one, many, again] = [await ask(1), await ask(300), await ask(300)];
    assert.deepEqual(many, again);
    assert.closeTo(one.nll, one.negativeElbo, 1e-6);
    assert.isBelow(many.nll, many.negativeElbo - 0.1);
    assert.isBelow(many.nll, 784 * Math.LN2);
    assert.isAbove(many.nll, 20);
    assert.equal(many.images, 12);
    const error = await rejection(ask(0));
    assert.include(error.message, 'samples: expected an integer from 1 to 5000, found 0');
  });

  test('is the same of a model that was kept in a file, and refused of other models', async () => {
    const { client } = started;
    const ask = () => client.use('judge-likelihood', { images: 3, samples: 5 });
    const before = await ask();
    const file = await client.call('saveFile');
    await client.call('createModel', 'compact', smallConfig);
    assert.include((await rejection(ask())).message, 'model: expected a variational one');
    const { run } = await client.call('openFile', file);
    assert.equal(run.preset, 'variational');
    assert.isAbove(run.history[5].parts!.kl!.validation, 0);
    assert.deepEqual(await ask(), before);
  });
});

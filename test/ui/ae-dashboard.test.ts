import { assert, waitUntil } from '@open-wc/testing';
import type { EpochRecord, TrainingProgress } from '../../src/workers/index.ts';
import type { AeDashboard } from '../../src/ui/index.ts';
import { nextEvent, placeDashboard, placeSmallDashboard, recordDetails } from '../helpers/dashboard.ts';
import { figuresOf } from '../helpers/training-client.ts';

suite('<ae-dashboard>', () => {
  let element: AeDashboard;

  suite('with data', () => {
    suiteSetup(async () => (element = await placeSmallDashboard({ 'batch-size': '32', epochs: '2' })));
    suiteTeardown(() => element.remove());
    setup(async () => element.reset());

    test('has the properties that its contract names', () => {
      assert.equal(element.state, 'ready');
      assert.hasAllKeys(element.capabilities, ['simd', 'relaxedSimd', 'threads', 'crossOriginIsolated']);
      assert.deepInclude(element.summary, {
        totalParams: 168_546,
        trainableParams: 168_546,
        nonTrainableParams: 0,
      });
      assert.hasAllKeys(element.summary!.layers[0], ['name', 'type', 'outputShape', 'params']);
      assert.deepEqual(element.history, []);
      assert.deepEqual(element.selection, []);
    });

    test('leaves out relaxed SIMD where it is told to be deterministic, threads or none changed', async () => {
      const other = await placeSmallDashboard({ deterministic: '', 'batch-size': '32', epochs: '1' });
      assert.deepInclude(other.capabilities, { simd: true, relaxedSimd: false });
      other.threads = 1;
      await waitUntil(() => other.capabilities?.threads === 1, 'one thread', { timeout: 20_000 });
      assert.isFalse(other.capabilities!.relaxedSimd);
      other.remove();
    });

    test('trains to the end, with states, events and history', async () => {
      const states = recordDetails<{ state: string }>(element, 'ae-state-change');
      const batches = recordDetails<TrainingProgress>(element, 'ae-batch-end');
      const epochs = recordDetails<EpochRecord>(element, 'ae-epoch-end');
      const ends = recordDetails<{ reason: string; history: EpochRecord[] }>(element, 'ae-train-end');
      assert.equal(await element.train(), 'finished');
      assert.deepEqual(states, [{ state: 'training' }, { state: 'ready' }]);
      assert.isNotEmpty(batches);
      assert.deepEqual(epochs, [...element.history]);
      assert.lengthOf(element.history, 2);
      assert.deepEqual(ends, [{ reason: 'finished', history: [...element.history] }]);
    });

    test('pauses, goes on and gives the history of a run that never paused', async () => {
      await element.train();
      const whole = figuresOf(element.history);
      await element.reset();
      const training = element.train();
      await nextEvent(element, 'ae-batch-end');
      await element.pause();
      assert.equal(await training, 'paused');
      assert.equal(element.state, 'paused');
      assert.equal(await element.resume(), 'finished');
      assert.deepEqual(figuresOf(element.history), whole);
    });

    test('steps by batches and epochs, stops, resets', async () => {
      assert.equal(await element.step({ batches: 2 }), 'paused');
      assert.equal(element.state, 'paused');
      await element.step({ epochs: 1 });
      assert.lengthOf(element.history, 1);
      const training = element.train({ epochs: 1000 });
      await nextEvent(element, 'ae-batch-end');
      await element.stop();
      assert.equal(await training, 'stopped');
      assert.equal(element.state, 'ready');
      await element.reset();
      assert.deepEqual(element.history, []);
    });

    test('evaluates, encodes, decodes, reconstructs and projects in the shapes of its contract', async () => {
      assert.hasAllKeys(await element.evaluate('validation'), ['rmse', 'mse', 'psnr', 'count']);
      const images = { data: new Float32Array(784).fill(0.5), shape: [1, 28, 28, 1] as [1, 28, 28, 1] };
      const latents = await element.encode(images);
      assert.deepEqual(latents.shape, [1, 49]);
      assert.deepEqual((await element.decode(latents)).shape, [1, 28, 28, 1]);
      assert.deepEqual((await element.reconstruct(images)).shape, [1, 28, 28, 1]);
      const projected = await element.project({ method: 'umap', split: 'train', limit: 60 });
      assert.lengthOf(projected.points, 120);
      assert.lengthOf(projected.labels, 60);
      assert.lengthOf(projected.indices, 60);
      assert.lengthOf(projected.latents, 60 * 49);
    });

    test('lays the test images out once training is over, and says so', async () => {
      const projection = nextEvent<{ method: string; count: number }>(element, 'ae-projection');
      await element.train({ epochs: 1 });
      assert.deepEqual(await projection, { method: 'umap', count: 30 });
    });

    test('takes a new learning rate while training, by property, without an event of its own', async () => {
      const training = element.train({ epochs: 1000 });
      await nextEvent(element, 'ae-batch-end');
      const errors = recordDetails(element, 'ae-error');
      element.learningRate = 0.0005;
      await element.updateComplete;
      await nextEvent(element, 'ae-batch-end');
      await element.stop();
      await training;
      assert.deepEqual(errors, []);
      element.learningRate = 0.002;
      await element.updateComplete;
    });

    test('fires nothing when its properties are set', async () => {
      const names = ['ae-select', 'ae-hover', 'ae-error', 'ae-projection', 'ae-train-end'];
      const fired = names.map((name) => recordDetails(element, name));
      element.selection = [3];
      element.theme = 'dark';
      element.hide = 'card';
      element.epochs = 3;
      await element.updateComplete;
      element.hide = '';
      element.epochs = 2;
      await element.updateComplete;
      assert.deepEqual(element.selection, [3]);
      assert.deepEqual(fired.flat(), []);
    });

    test('keeps its run when it is moved in the page', async () => {
      const place = document.createElement('div');
      document.body.append(place);
      const training = element.train();
      await nextEvent(element, 'ae-batch-end');
      place.append(element);
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(await training, 'finished');
      assert.lengthOf(element.history, 2);
      document.body.append(element);
      place.remove();
    });
  });

  test('trains beside another element that it shares nothing with', async () => {
    const [one, other] = await Promise.all([
      placeSmallDashboard({ 'batch-size': '32', epochs: '1', threads: '1' }),
      placeSmallDashboard({ 'batch-size': '64', epochs: '2', threads: '1' }),
    ]);
    await Promise.all([one.train(), other.train()]);
    assert.lengthOf(one.history, 1);
    assert.lengthOf(other.history, 2);
    one.remove();
    other.remove();
  });

  test('frees its workers when it is removed, and begins anew when it comes back', async () => {
    const removed = await placeSmallDashboard({ epochs: '1' });
    const training = removed.train({ epochs: 1000 }).catch((error: Error) => error.name);
    await nextEvent(removed, 'ae-batch-end');
    removed.remove();
    assert.equal(await training, 'stopped');
    assert.equal(removed.state, 'idle');
    document.body.append(removed);
    await removed.ready;
    assert.equal(removed.state, 'ready');
    removed.remove();
  });

  test('trains by itself where autostart says so', async () => {
    const started = placeDashboard({ autostart: '', epochs: '1' });
    const { reason } = await nextEvent<{ reason: string }>(started, 'ae-train-end');
    assert.equal(reason, 'finished');
    assert.lengthOf(started.history, 1);
    started.remove();
  });

  test('carries out what it was asked for before it came into the page', async () => {
    const outside = document.createElement('ae-dashboard');
    outside.setAttribute('dataset', 'mnist-sample');
    const evaluation = outside.evaluate('test');
    document.body.append(outside);
    assert.equal((await evaluation).count, 1000);
    outside.remove();
  });
});

import { assert } from '@open-wc/testing';
import { AeDashboard } from '../../src/ui/index.ts';
import {
  nextEvent,
  placeDashboard,
  placeSmallDashboard,
  readNotices,
  recordDetails,
} from '../helpers/dashboard.ts';
import { rejection } from '../helpers/idx.ts';

interface ErrorDetail {
  message: string;
}

suite('<ae-dashboard> and bad input', () => {
  let element: AeDashboard;
  suiteSetup(async () => (element = await placeSmallDashboard({ 'batch-size': '32' })));
  suiteTeardown(() => element.remove());

  const attributes: [name: string, bad: string, good: string | undefined, RegExp][] = [
    ['batch-size', '0', '32', /batch size.*found 0/],
    ['learning-rate', 'fast', '0.002', /learning rate.*found NaN/],
    ['epochs', '2.5', '5', /epochs.*found 2.5/],
    ['seed', '-1', '0', /seed.*found -1/],
    ['preset', 'vast', 'compact', /compact.*vast/],
    ['latent-size', '0', undefined, /latent size.*found 0/],
    ['dropout', '1', undefined, /dropout.*found 1/],
    ['noise', 'loud', undefined, /noise.*found "loud"/],
    ['beta', '2', undefined, /beta.*variational.*found compact/],
    // The last one: the good name loads data.
    ['dataset', 'mnits', 'mnist-sample', /mnist.*mnits/],
  ];
  for (const [name, bad, good, expected] of attributes) {
    test(`says what is wrong with ${name}="${bad}" and changes nothing`, async () => {
      const { summary } = element;
      const errors = recordDetails<ErrorDetail>(element, 'ae-error');
      const error = nextEvent<ErrorDetail>(element, 'ae-error');
      element.setAttribute(name, bad);
      assert.match((await error).message, expected);
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.lengthOf(errors, 1);
      assert.equal(element.state, 'ready');
      assert.equal(element.summary, summary);
      assert.include((await readNotices(element)).join(), errors[0].message);
      if (good === undefined) element.removeAttribute(name);
      else element.setAttribute(name, good);
      await element.updateComplete;
    });
  }

  test('reports a method that fails both to its caller and in the page, once', async () => {
    const errors = recordDetails<ErrorDetail>(element, 'ae-error');
    const wrong = { data: new Uint8Array(10), shape: [1, 28, 28, 1] as [1, 28, 28, 1] };
    const { message } = await rejection(element.encode(wrong));
    assert.deepEqual(
      errors.map((error) => error.message),
      [message],
    );
    assert.include((await readNotices(element)).join(), message);
  });

  test('starts with a bad attribute left out, and does not train by itself on it', async () => {
    const started = placeDashboard({ 'batch-size': '0', autostart: '' });
    const { message } = await nextEvent<ErrorDetail>(started, 'ae-error');
    assert.match(message, /batch size.*found 0/);
    await started.ready;
    assert.equal(started.state, 'ready');
    started.remove();
  });

  test('fails with a message where its first data set is not there, and recovers with another', async () => {
    const failed = placeDashboard({ dataset: 'mnits' });
    const errors = recordDetails<ErrorDetail>(failed, 'ae-error');
    assert.match((await rejection(failed.ready)).message, /mnits/);
    assert.lengthOf(errors, 1);
    assert.equal(failed.state, 'failed');
    await failed.loadDataset('mnist-sample');
    assert.equal(failed.state, 'ready');
    failed.remove();
  });

  test('fails with a message where its worker script is not there', async () => {
    AeDashboard.configure({ baseUrl: '/nowhere' });
    const lost = placeDashboard();
    const errors = recordDetails<ErrorDetail>(lost, 'ae-error');
    await lost.updateComplete;
    AeDashboard.configure({ baseUrl: '/dist' });
    assert.match((await rejection(lost.ready)).message, /nowhere\/training\.worker\.js/);
    assert.lengthOf(errors, 1);
    assert.equal(lost.state, 'failed');
    assert.include((await readNotices(lost)).join(), 'training.worker.js');
    lost.remove();
  });

  test('stops a run whose loss is no number any more, keeps the last good epoch and says what to try', async () => {
    await element.reset();
    await element.train({ epochs: 1 });
    const kept = await element.evaluate('test');
    const errors = recordDetails<ErrorDetail>(element, 'ae-error');
    element.learningRate = 3e38;
    await element.updateComplete;
    const { message } = await rejection(element.train({ epochs: 1 }));
    assert.match(message, /finite.*learning rate/);
    assert.deepEqual(
      errors.map((error) => error.message),
      [message],
    );
    assert.equal(element.state, 'failed');
    assert.lengthOf(element.history, 1);
    assert.deepEqual(await element.evaluate('test'), kept);
    element.learningRate = 0.002;
    await element.updateComplete;
    assert.equal(await element.train({ epochs: 1 }), 'finished');
  });
});

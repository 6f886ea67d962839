import { assert } from '@open-wc/testing';
import { defaultSettings } from '../../../src/ui/state/settings.ts';
import { gatherSettings, readChanges, type WrittenSettings } from '../../../src/ui/state/written-settings.ts';

const messagesOf = (problems: Error[]) => problems.map(({ message }) => message);

suite('gatherSettings()', () => {
  test('prefers what the author wrote to what the person chose to what the preset brings', () => {
    const { settings, problems } = gatherSettings({ epochs: 7 }, { epochs: 9, batchSize: 64 });
    assert.deepEqual(problems, []);
    assert.deepInclude(settings, { preset: 'compact', epochs: 7, batchSize: 64, learningRate: 0.002 });
  });

  test('leaves out what is bad, with its error, and what was chosen for another preset', () => {
    const { settings, problems } = gatherSettings(
      { preset: 'seed', seed: -1 },
      { preset: 'compact', epochs: 3 },
    );
    assert.deepEqual(
      problems.map(({ message }) => /seed.*found -1/.test(message)),
      [true],
    );
    assert.deepInclude(settings, { preset: 'seed', seed: 0, epochs: 25 });
  });

  test('takes options of the model one by one, beside those that the person chose', () => {
    const { settings, problems } = gatherSettings(
      { latentSize: 8, dropout: 0.2 },
      { model: { latentDim: 4, width: 2 } },
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(settings.model, { latentDim: 8, width: 2, dropout: 0.2 });
    assert.isUndefined(gatherSettings({}, {}).settings.model);
  });

  test('reads noise as a kind and an amount', () => {
    const { settings } = gatherSettings({ preset: 'denoising', noise: ' blur  1.5 ' }, {});
    assert.deepEqual(settings.noise, { kind: 'blur', amount: 1.5 });
  });

  test('leaves out what the author’s preset has not, with an error that names those that have it', () => {
    const { settings, problems } = gatherSettings({ preset: 'seed', latentSize: 8, beta: 2, epochs: 3 }, {});
    assert.deepEqual(settings, { ...defaultSettings('seed'), epochs: 3 });
    const [size, beta] = messagesOf(problems);
    assert.match(size, /latent size.*compact.*found seed$/);
    assert.match(beta, /beta.*\(variational, plane\), found seed$/);
    assert.match(messagesOf(gatherSettings({ jitter: 2 }, {}).problems)[0], /jitter.*found compact$/);
  });

  test('leaves it out without one where the person chose another preset', () => {
    const { settings, problems } = gatherSettings({ beta: 2, latentSize: 3 }, { preset: 'compact' });
    assert.deepEqual(problems, []);
    assert.isUndefined(settings.beta);
    assert.deepEqual(settings.model, { latentDim: 3 });
  });
});

suite('readChanges()', () => {
  test('keeps the model’s other options, but not those of another preset', () => {
    const settings = { ...defaultSettings('compact'), model: { latentDim: 8, width: 2 } };
    assert.deepEqual(readChanges({ dropout: 0.5 }, settings), {
      model: { latentDim: 8, width: 2, dropout: 0.5 },
    });
    assert.deepEqual(readChanges({ preset: 'best', dropout: 0.5 }, settings), {
      preset: 'best',
      model: { dropout: 0.5 },
    });
  });

  for (const [written, message] of [
    [{ noise: 'gaussian' }, /kind and an amount.*found "gaussian"/],
    [{ noise: 'gaussian lots' }, /found "gaussian lots"/],
    [{ noise: 'rain 0.5' }, /gaussian.*found rain/],
    [{ noise: 'gaussian 2' }, /from 0 to 1, found 2/],
    [{ dropout: 1 }, /dropout.*found 1/],
    [{ latentSize: NaN }, /latent size.*found NaN/],
    [{ labelWeight: 0.5 }, /labelWeight.*\(classifier\), found denoising/],
  ] as [Partial<WrittenSettings>, RegExp][]) {
    test(`refuses ${JSON.stringify(written)}`, () => {
      assert.throws(() => readChanges(written, defaultSettings('denoising')), RangeError, message);
    });
  }
});

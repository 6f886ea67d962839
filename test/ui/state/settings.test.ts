import { assert } from '@open-wc/testing';
import { presets, presetNames } from '../../../src/engine/models/index.ts';
import {
  areAlike,
  changeSettings,
  checkSettings,
  choosePreset,
  defaultSettings,
  recallSettings,
  rememberSettings,
  shapesRun,
  type Settings,
} from '../../../src/ui/state/settings.ts';

suite('settings', () => {
  test('start each preset as the engine does', () => {
    for (const name of presetNames) assert.deepInclude(defaultSettings(name), presets[name].defaults);
  });

  for (const [field, bad] of [
    ['epochs', 0],
    ['batchSize', 1.5],
    ['learningRate', NaN],
    ['learningRate', 0],
    ['learningRate', Infinity],
    ['seed', -1],
    ['seed', 2 ** 32],
    ['threads', 0],
    ['beta', -1],
    ['klWarmUpEpochs', NaN],
    ['labelWeight', 1.5],
    ['labelBudget', 0],
    ['frozen', 'all'],
    ['preset', 'vast'],
  ] as const) {
    test(`refuse ${field} ${bad}, and say what was found`, () => {
      assert.throws(() => checkSettings({ [field]: bad }), RangeError, `found ${bad}`);
    });
  }

  for (const [part, found] of [
    [{ model: { latentDim: 0.5 } }, 'latent size.*found 0.5'],
    [{ model: { dropout: 1 } }, 'dropout.*found 1'],
    [{ noise: { kind: 'rain', amount: 0.5 } }, 'gaussian.*found rain'],
    [{ noise: { kind: 'masking', amount: 2 } }, 'masking noise.*found 2'],
  ] as const) {
    test(`refuse ${JSON.stringify(part)}, and say what was found`, () => {
      assert.throws(() => checkSettings(part as Partial<Settings>), new RegExp(found));
    });
  }

  test('choose tables’ own presets for tables, and none of those for images', () => {
    assert.equal(choosePreset('best', 'table'), 'table');
    assert.equal(choosePreset('table', 'ratings'), 'ratings');
    assert.equal(choosePreset('ratings', undefined), 'compact');
    assert.equal(choosePreset('denoising', undefined), 'denoising');
  });

  test('take 0 for a seed', () => {
    assert.doesNotThrow(() => checkSettings({ seed: 0 }));
  });

  test('bring a new preset’s defaults, except for what is named beside it', () => {
    const { settings, changed } = changeSettings(defaultSettings('compact'), { preset: 'seed', epochs: 2 });
    assert.deepInclude(settings, { preset: 'seed', epochs: 2, batchSize: 256 });
    assert.sameMembers([...changed], ['preset', 'epochs', 'batchSize', 'learningRate']);
  });

  test('tell runs that are made alike from others', () => {
    const made = { ...defaultSettings('denoising'), model: { latentDim: 49, classes: 5 } };
    const other = { ...defaultSettings('denoising'), threads: 7, learningRate: 1, model: { latentDim: 49 } };
    assert.isTrue(areAlike(made, other));
    for (const change of [
      { seed: 9 },
      { preset: 'best' },
      { model: { latentDim: 8 } },
      { model: undefined },
      { noise: { kind: 'gaussian', amount: 0.4 } },
      { noise: undefined },
      { jitter: 1 },
    ] as Partial<Settings>[]) {
      assert.isFalse(areAlike(made, { ...other, ...change }), JSON.stringify(change));
    }
  });

  test('tell what shapes a run from what it goes on with', () => {
    assert.isFalse(shapesRun(new Set(['epochs', 'learningRate', 'threads', 'frozen'])));
    for (const name of ['beta', 'labelBudget', 'seed', 'model', 'noise'] as const) {
      assert.isTrue(shapesRun(new Set(['epochs', name])), name);
    }
  });

  test('remember choices by key, forget them for a new preset, and survive what is no choice', () => {
    const key = crypto.randomUUID();
    assert.deepEqual(recallSettings(key), {});
    rememberSettings(key, { epochs: 3 });
    rememberSettings(key, { seed: 4, labelWeight: 0.25 });
    assert.deepEqual(recallSettings(key), { epochs: 3, seed: 4, labelWeight: 0.25 });
    assert.deepEqual(recallSettings(`${key}/other`), {});
    rememberSettings(key, { preset: 'seed' });
    assert.deepEqual(recallSettings(key), { preset: 'seed' });
    localStorage.setItem(`ae-dashboard/settings/${key}`, '{"epochs": -1}');
    assert.deepEqual(recallSettings(key), {});
  });
});

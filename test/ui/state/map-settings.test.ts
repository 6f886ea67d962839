import { assert } from '@open-wc/testing';
import { recallMapSettings, rememberMapSettings } from '../../../src/ui/state/map-settings.ts';

suite('recallMapSettings()', () => {
  const key = `test-${crypto.randomUUID()}`;
  teardown(() => localStorage.removeItem(`ae-dashboard/map/${key}`));

  test('gives back what was chosen, one choice beside the other', () => {
    assert.deepEqual(recallMapSettings(key), {});
    rememberMapSettings(key, { colouring: 'trust' });
    rememberMapSettings(key, { method: 'dims', dimensions: [3, 1] });
    rememberMapSettings(key, { pointSize: 1.5 });
    assert.deepEqual(recallMapSettings(key), {
      method: 'dims',
      dimensions: [3, 1],
      colouring: 'trust',
      pointSize: 1.5,
    });
  });

  test('leaves out what is no longer a choice', () => {
    const stored = { method: 'tsne', dimensions: [1], colouring: 'error', pointSize: 99, other: 1 };
    localStorage.setItem(`ae-dashboard/map/${key}`, JSON.stringify(stored));
    assert.deepEqual(recallMapSettings(key), { colouring: 'error' });
    localStorage.setItem(`ae-dashboard/map/${key}`, 'no JSON');
    assert.deepEqual(recallMapSettings(key), {});
  });
});

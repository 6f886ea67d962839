import { assert } from '@open-wc/testing';
import { formatCount, formatRemaining, formatRmse, formatShare } from '../../../src/ui/charts/index.ts';

suite('figures', () => {
  test('are written the same in every language', () => {
    assert.strictEqual(formatCount(54000), '54,000');
    assert.strictEqual(formatShare(0.0971), '9.7 %');
    assert.strictEqual(formatRmse(0.10814), '0.1081');
  });

  test('say so where there is none or no number', () => {
    assert.strictEqual(formatRmse(undefined), '–');
    assert.strictEqual(formatRmse(NaN), 'not a number');
    assert.strictEqual(formatRemaining(Infinity), '');
  });

  test('name time left in the unit that people use', () => {
    assert.deepEqual([4100, 150_000, 38 * 60_000, 3 * 3600_000].map(formatRemaining), [
      '5 s',
      '3 min',
      '38 min',
      '3.0 h',
    ]);
  });
});

import { assert } from '@open-wc/testing';
import { checkTrainingConfig } from '../../../src/engine/training/index.ts';

const GOOD = { epochs: 1, batchSize: 1, learningRate: 1e-3, seed: 0 };

suite('checkTrainingConfig()', () => {
  test('takes the smallest values', () => {
    assert.equal(checkTrainingConfig(GOOD), GOOD);
  });

  for (const [field, found, limit] of [
    ['batchSize', 0, 'an integer ≥ 1'],
    ['batchSize', 1.5, 'an integer ≥ 1'],
    ['epochs', 0, 'an integer ≥ 1'],
    ['epochs', Infinity, 'an integer ≥ 1'],
    ['learningRate', NaN, 'a number > 0'],
    ['learningRate', 0, 'a number > 0'],
    ['learningRate', Infinity, 'a number > 0'],
    ['seed', -1, 'an integer from 0 to 4294967295'],
    ['seed', '7', 'an integer from 0 to 4294967295'],
  ] as const) {
    test(`names the field, its limit and what it found: ${field} ${found}`, () => {
      const config = { ...GOOD, [field]: found };
      assert.throws(
        () => checkTrainingConfig(config),
        RangeError,
        `${field}: expected ${limit}, found ${found}`,
      );
    });
  }
});

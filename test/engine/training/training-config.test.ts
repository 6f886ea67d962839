import { assert } from '@open-wc/testing';
import { checkTrainingConfig, type TrainingConfig } from '../../../src/engine/training/index.ts';
import { decayOf } from '../../../src/engine/training/training-config.ts';

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

  for (const [name, extra, message] of [
    ['another decay', { decay: 'step' }, 'decay: expected "cosine" or none, found "step"'],
    [
      'another noise',
      { noise: { kind: 'hum', amount: 0.1 } },
      'noise: expected one of gaussian, salt-and-pepper, masking, blur, found "hum"',
    ],
    [
      'too much noise',
      { noise: { kind: 'masking', amount: 1.1 } },
      'noise: expected an amount from 0 to 1, found 1.1',
    ],
    ['more jitter than digits bear', { jitter: 9 }, 'jitter: expected a number from 0 to 8, found 9'],
    ['a β below 0', { beta: -1 }, 'beta: expected a number from 0 to 1000, found -1'],
    [
      'a warm-up that is no number',
      { klWarmUpEpochs: NaN },
      'klWarmUpEpochs: expected a number from 0 to 10000, found NaN',
    ],
    [
      'more structure than all',
      { structureWeight: 1.1 },
      'structureWeight: expected a number from 0 to 1, found 1.1',
    ],
    ['a share above 1', { labelWeight: 1.5 }, 'labelWeight: expected a number from 0 to 1, found 1.5'],
    ['no labels', { labelBudget: 0 }, 'labelBudget: expected an integer ≥ 1, found 0'],
    ['another half', { frozen: 'middle' }, 'frozen: expected "encoder", "decoder" or none, found "middle"'],
    ['a doubtful yes', { binarize: 1 }, 'binarize: expected true or false, found 1'],
    [
      'black and white beside noise',
      { binarize: true, noise: { kind: 'masking', amount: 0.5 } },
      'binarize: expected no noise beside it, found masking',
    ],
  ] as const) {
    test(`refuses ${name}`, () => {
      const config = { ...GOOD, ...extra } as TrainingConfig;
      assert.throws(() => checkTrainingConfig(config), RangeError, message);
    });
  }
});

suite('decayOf()', () => {
  test('goes from all of the rate over half to a hundredth, and stays there past the end', () => {
    const shares = [0, 0.5, 1, 1.7].map((progress) => decayOf({ decay: 'cosine' }, progress));
    [1, 0.505, 0.01, 0.01].forEach((share, i) => assert.approximately(shares[i], share, 1e-12));
    assert.strictEqual(decayOf({}, 0.7), 1);
  });
});

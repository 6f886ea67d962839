import { assert } from '@open-wc/testing';
import { dropoutKeys, dropoutMask } from '../../../src/engine/kernels/reference/dropout-mask.ts';
import { KernelLab, type Values } from '../../helpers/kernel-lab.ts';
import { assertSameBits, randomValues } from '../../helpers/values.ts';

const counter = { seed: 7, step: 3, layer: 1 };

suite('dropoutMask()', () => {
  test('drops the asked share and keeps the mean', () => {
    for (const rate of [0, 0.1, 0.5, 0.9]) {
      const mask = dropoutMask(200_000, rate, counter);
      const dropped = mask.filter((value) => value === 0).length / mask.length;
      // Five standard deviations of a fair draw.
      assert.approximately(dropped, rate, 5 * Math.sqrt((rate * (1 - rate)) / mask.length) + 1e-9);
      assert.strictEqual(Math.max(...mask.subarray(0, 1000)), Math.fround(1 / (1 - rate)));
    }
  });

  test('gives unrelated masks for other seeds, steps and layers', () => {
    const base = dropoutMask(100_000, 0.5, counter);
    for (const other of [{ seed: 8 }, { step: 4 }, { layer: 2 }, { seed: 7 + 2 ** 32 }]) {
      const mask = dropoutMask(100_000, 0.5, { ...counter, ...other });
      const agreeing = mask.filter((value, i) => value === base[i]).length / mask.length;
      assert.approximately(agreeing, 0.5, 0.01, JSON.stringify(other));
      const shifted = mask.subarray(1).filter((value, i) => value === base[i]).length / mask.length;
      assert.approximately(shifted, 0.5, 0.01, JSON.stringify(other));
    }
  });

  test('has no neighbours in common more often than by chance', () => {
    const mask = dropoutMask(100_000, 0.5, counter);
    for (const lag of [1, 2, 3, 4, 8, 49, 64, 128]) {
      const agreeing =
        mask.subarray(lag).filter((value, i) => value === mask[i]).length / (mask.length - lag);
      assert.approximately(agreeing, 0.5, 0.01, `lag ${lag}`);
    }
  });

  test('refuses rates and counters outside their range', () => {
    assert.throws(() => dropoutKeys(1, counter), RangeError, 'found 1');
    assert.throws(() => dropoutKeys(NaN, counter), RangeError, 'found NaN');
    assert.throws(() => dropoutKeys(0.5, { ...counter, seed: -1 }), RangeError, 'seed');
    assert.throws(() => dropoutKeys(0.5, { ...counter, step: 0.5 }), RangeError, 'step');
  });
});

suite('AeDropout', () => {
  let lab: KernelLab;
  suiteSetup(async () => {
    lab = await KernelLab.start({ threads: 2 });
  });
  suiteTeardown(() => lab.end());

  for (const size of [1, 3, 4, 1023, 100_003]) {
    test(`matches the plain mask bit for bit, ${size} elements`, async () => {
      const x = randomValues([size], 5);
      const mask = dropoutMask(size, 0.3, counter);
      const expected: Values = {
        data: (x.data as Float32Array).map((value, i) => value * mask[i]),
        shape: [size],
      };
      const [y] = await lab.run('AeDropout', { x }, { rate: 0.3, ...counter });
      assertSameBits(y, expected);
    });
  }
});

import { assert } from '@open-wc/testing';
import {
  chooseBetterHalf,
  countEpochs,
  planRungs,
  planSweep,
  type SweepPlan,
} from '../../../../src/engine/training/index.ts';

const base = { epochs: 4, batchSize: 8, learningRate: 0.01, seed: 0 };
const grid: SweepPlan = {
  ...{ preset: 'compact', base, method: 'grid', images: 100, halving: false },
  axes: { latentDim: [2, 8, 32], learningRate: [0.01, 0.001] },
};

suite('planSweep()', () => {
  test('takes every combination of a grid, each with its whole config', () => {
    const trials = planSweep(grid);
    assert.deepEqual(
      trials.map(({ values }) => [values.latentDim, values.learningRate]),
      [
        [2, 0.01],
        [2, 0.001],
        [8, 0.01],
        [8, 0.001],
        [32, 0.01],
        [32, 0.001],
      ],
    );
    assert.deepEqual(trials[3].config, { ...base, learningRate: 0.001, model: { latentDim: 8 } });
    assert.deepEqual(
      trials.map(({ index }) => index),
      [0, 1, 2, 3, 4, 5],
    );
  });

  test('keeps what the base says of the model and of the noise', () => {
    const noisy = {
      ...base,
      model: { width: 2, dropout: 0.1 },
      noise: { kind: 'masking', amount: 0.1 },
    } as const;
    const [{ config }] = planSweep({ ...grid, base: noisy, axes: { noise: [0.3], dropout: [0.2] } });
    assert.deepEqual(config.noise, { kind: 'masking', amount: 0.3 });
    assert.deepEqual(config.model, { width: 2, dropout: 0.2 });
  });

  test('draws trials within the ranges, the same for the same seed, others for another', () => {
    const axes = { latentDim: [64, 2], learningRate: [1e-4, 1e-2], dropout: [0, 0.5] };
    const random = { ...grid, axes, method: 40 };
    const trials = planSweep(random);
    assert.lengthOf(trials, 40);
    for (const { values } of trials) {
      assert.isTrue(Number.isInteger(values.latentDim));
      assert.isTrue(values.latentDim! >= 2 && values.latentDim! <= 64);
      assert.isTrue(values.learningRate! >= 1e-4 && values.learningRate! <= 1e-2);
      assert.equal(values.learningRate, Number(values.learningRate!.toPrecision(3)));
    }
    // By factors: half of the rates lie below the geometric mean.
    const below = trials.filter(({ values }) => values.learningRate! < 1e-3).length;
    assert.isTrue(below > 10 && below < 30, `${below} of 40`);
    assert.deepEqual(planSweep(random), trials);
    assert.notDeepEqual(planSweep({ ...random, base: { ...base, seed: 1 } }), trials);
    // The first of more trials are those of fewer.
    assert.deepEqual(planSweep({ ...random, method: 5 }), trials.slice(0, 5));
  });

  for (const [kind, changes, message] of [
    ['nothing to vary', { axes: {} }, 'latentDim, width'],
    ['an axis without values', { axes: { width: [] } }, 'width: expected one value at least'],
    ['a value out of limits', { axes: { dropout: [2] } }, 'dropout: expected a share'],
    ['too many trials', { method: 101 }, 'trials: expected an integer from 1 to 100, found 101'],
    ['one image', { images: 1 }, 'images: expected an integer ≥ 2'],
  ] as [string, Partial<SweepPlan>, string][]) {
    test(`refuses ${kind} and says so`, () => {
      assert.throws(() => planSweep({ ...grid, ...changes }), RangeError, message);
    });
  }
});

suite('planRungs() and countEpochs()', () => {
  test('double the epochs up to the last, or go there at once', () => {
    assert.deepEqual(planRungs(4, true), [1, 2, 4]);
    assert.deepEqual(planRungs(5, true), [1, 2, 4, 5]);
    assert.deepEqual(planRungs(1, true), [1]);
    assert.deepEqual(planRungs(5, false), [5]);
  });

  test('count the epochs of all trials', () => {
    assert.equal(countEpochs(12, [4]), 48);
    assert.equal(countEpochs(12, [1, 2, 4]), 12 + 6 + 3 * 2);
    assert.equal(countEpochs(5, [1, 2]), 5 + 3);
  });
});

suite('chooseBetterHalf()', () => {
  test('keeps the lower scores in their order, the middle one too, and NaN last', () => {
    assert.deepEqual(chooseBetterHalf([3, 1, 2, 5, 4]), [0, 1, 2]);
    assert.deepEqual(chooseBetterHalf([NaN, 7]), [1]);
    assert.deepEqual(chooseBetterHalf([1, 1, 1, 1]), [0, 1]);
    assert.deepEqual(chooseBetterHalf([9]), [0]);
    assert.deepEqual(chooseBetterHalf([]), []);
  });
});

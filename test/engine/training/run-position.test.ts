import { assert } from '@open-wc/testing';
import { passBatch, passEpoch, recordEpoch, START } from '../../../src/engine/training/run-position.ts';

suite('RunPosition', () => {
  const passed = passBatch(passBatch(START, { rmse: 0.5 }, 8, 100), { rmse: 0.25 }, 4, 60);

  test('counts batches, images, squared errors and time', () => {
    assert.deepEqual(passed, {
      epoch: 0,
      batch: 2,
      step: 2,
      images: 12,
      squaredError: 0.25 * 8 + 0.0625 * 4,
      trainingMs: 160,
      elapsedMs: 160,
    });
  });

  test('becomes a row of the history, weighted by images', () => {
    assert.deepEqual(recordEpoch({ ...passed, elapsedMs: 200 }, { rmse: 0.3 }), {
      epoch: 1,
      trainRmse: Math.sqrt(2.25 / 12),
      validationRmse: 0.3,
      elapsedMs: 200,
      imagesPerSecond: 75,
    });
  });

  test('keeps its step and time into the next epoch, and nothing else', () => {
    assert.deepEqual(passEpoch(passed), { ...START, epoch: 1, step: 2, elapsedMs: 160 });
  });

  test('sums up what a loss is made of, weighted by images, and begins anew with the epoch', () => {
    const first = passBatch(START, { rmse: 0.5, parts: { reconstruction: 200, kl: 1 } }, 8, 100);
    const both = passBatch(first, { rmse: 0.25, parts: { reconstruction: 140, kl: 4 } }, 4, 60);
    const record = recordEpoch(both, { rmse: 0.3, parts: { reconstruction: 190, kl: 3 } });
    assert.deepEqual(record.parts, {
      reconstruction: { train: 180, validation: 190 },
      kl: { train: 2, validation: 3 },
    });
    assert.isUndefined(passEpoch(both).parts);
  });
});

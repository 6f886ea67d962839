import { assert } from '@open-wc/testing';
import { fitPoints } from '../../../src/ui/charts/fit-points.ts';

suite('fitPoints()', () => {
  test('fills the stage with both axes by one factor, y turned over', () => {
    assert.deepEqual([...fitPoints(Float32Array.of(0, 0, 2, 1), 120, 220, 10)], [10, 135, 110, 85]);
  });

  test('puts points that are not finite and lone points in the middle', () => {
    assert.deepEqual([...fitPoints(Float32Array.of(NaN, 0, 7, 7), 100, 60, 10)], [50, 30, 50, 30]);
    assert.deepEqual([...fitPoints(Float32Array.of(NaN, NaN), 100, 60, 10)], [50, 30]);
  });
});

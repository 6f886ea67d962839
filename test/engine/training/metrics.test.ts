import { assert } from '@open-wc/testing';
import { evaluateError, sumSquaredError } from '../../../src/engine/training/metrics.ts';

suite('evaluateError()', () => {
  test('gives RMSE, MSE and PSNR of all pixels of all images', () => {
    const { rmse, mse, psnr, count } = evaluateError(2, 4, 200);
    assert.deepEqual([mse, rmse, count], [0.01, 0.1, 4]);
    assert.closeTo(psnr, 20, 1e-12);
  });

  test('gives an infinite PSNR for perfect reconstructions', () => {
    assert.equal(evaluateError(0, 4, 200).psnr, Infinity);
  });
});

suite('sumSquaredError()', () => {
  test('does not lose small errors beside many', () => {
    const a = new Float32Array(1_000_000).fill(0.1);
    const b = new Float32Array(1_000_000);
    const expected = 1_000_000 * Math.fround(0.1) ** 2;
    assert.closeTo(sumSquaredError(a, b) / expected, 1, 1e-9);
  });
});

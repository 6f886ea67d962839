import { assert } from '@open-wc/testing';
import { mixBits } from '../../src/engine/kernels/reference/dropout-mask.ts';
import type { Values } from './kernel-lab.ts';

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Numbers in [-1, 1) that look random and are the same every time. */
export function randomValues(shape: number[], seed: number): Values {
  const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => mixBits(mixBits(seed) + i) / 2 ** 31);
  return { data, shape };
}

/** Few different numbers, so that many are equal. */
export function tiedValues(shape: number[], seed: number): Values {
  const { data } = randomValues(shape, seed);
  return { data: (data as Float32Array).map((value) => Math.round(value * 3)), shape };
}

/** Fails unless shapes agree and every number is within `tolerance` (absolute); NaN is near NaN only. */
export function assertNear(actual: Values, expected: Values, tolerance: number, name = 'result'): void {
  assert.deepEqual(actual.shape, expected.shape, `shape of ${name}`);
  let worst = -1;
  let distance = tolerance;
  expected.data.forEach((value, index) => {
    const own = Math.abs(actual.data[index] - value);
    if (!(own <= distance) && !Object.is(actual.data[index], value)) {
      worst = index;
      distance = own;
    }
  });
  const message = `${name}[${worst}]: ${actual.data[worst]} instead of ${expected.data[worst]}`;
  assert.isTrue(worst < 0, `${message}, further apart than ${tolerance}`);
}

/** Fails unless the two have the same bits. */
export function assertSameBits(actual: Values, expected: Values, name = 'result'): void {
  assert.deepEqual(actual.shape, expected.shape, `shape of ${name}`);
  const [a, b] = [actual, expected].map(
    ({ data }) => new Int32Array(data.buffer, data.byteOffset, data.length),
  );
  const index = a.findIndex((bits, i) => bits !== b[i]);
  assert.strictEqual(index, -1, `${name}[${index}]: ${actual.data[index]} and ${expected.data[index]}`);
}

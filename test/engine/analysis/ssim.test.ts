import { assert } from '@open-wc/testing';
import { measureSsim } from '../../../src/engine/analysis/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

const random = new RandomSequence(1, 'test');
const image = Float32Array.from({ length: 13 * 15 }, () => random.uniform());

suite('measureSsim()', () => {
  test('is 1 for equal images, symmetric, and negative for an image and its negative', () => {
    const negative = image.map((value) => 1 - value);
    assert.approximately(measureSsim(image, image, [13, 15]), 1, 1e-12);
    assert.approximately(
      measureSsim(image, negative, [13, 15]),
      measureSsim(negative, image, [13, 15]),
      1e-12,
    );
    assert.isBelow(measureSsim(image, negative, [13, 15]), -0.5);
  });

  test('compares flat images by their brightness alone', () => {
    const [a, b] = [0.2, 0.6];
    const expected = (2 * a * b + 1e-4) / (a * a + b * b + 1e-4);
    const flat = (value: number) => new Float32Array(11 * 11).fill(value);
    assert.approximately(measureSsim(flat(a), flat(b), [11, 11]), expected, 1e-4);
  });

  test('says when no window fits', () => {
    assert.throws(
      () => measureSsim(image, image, [10, 15]),
      RangeError,
      'at least 11 × 11 pixels, found 10 × 15',
    );
  });
});

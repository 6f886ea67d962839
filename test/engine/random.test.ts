import { assert } from '@open-wc/testing';
import { philox, RandomSequence } from '../../src/engine/random.ts';

suite('philox()', () => {
  test('gives the words of the reference for the reference counters', () => {
    // Known answers of philox2x32-10 in Random123.
    assert.deepEqual(philox(0, 0, 0), [0xff1dae59, 0x6cd10df2]);
    assert.deepEqual(philox(0xffffffff, 0xffffffff, 0xffffffff), [0x2c3f628b, 0xab4fd7ad]);
    assert.deepEqual(philox(0x243f6a88, 0x85a308d3, 0x13198a2e), [0xdd7ce038, 0xf62a4c12]);
  });
});

suite('RandomSequence', () => {
  const draw = (seed: number, index = 0) => {
    const sequence = new RandomSequence(seed, 'order', index);
    return Array.from({ length: 5 }, () => sequence.word());
  };

  test('repeats itself for the same seed, 0 too, and differs by seed, purpose and index', () => {
    assert.deepEqual(draw(0), draw(0));
    assert.notDeepEqual(draw(0), draw(1));
    assert.notDeepEqual(draw(0), draw(0, 1));
    assert.notEqual(new RandomSequence(0, 'split').word(), new RandomSequence(0, 'order').word());
  });

  test('fills its range evenly', () => {
    const sequence = new RandomSequence(3, 'weights');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100000; i++) counts[Math.floor(sequence.uniform(0, 10))]++;
    // Nine degrees of freedom: above 30 once in two thousand seeds.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10000) ** 2 / 10000, 0);
    assert.isBelow(chiSquare, 30);
  });

  test('draws normal numbers of the mean and deviation asked for', () => {
    const sequence = new RandomSequence(4, 'weights');
    const numbers = Array.from({ length: 50000 }, () => sequence.normal(2, 3));
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
    assert.closeTo(mean, 2, 0.06);
    assert.closeTo(Math.sqrt(variance), 3, 0.05);
  });

  test('permutes: every position once, in another order for another seed', () => {
    const order = new RandomSequence(0, 'order').permutation(1000);
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      Array.from({ length: 1000 }, (_, i) => i),
    );
    assert.notDeepEqual(order, new RandomSequence(1, 'order').permutation(1000));
    const kept = order.filter((value, position) => value === position).length;
    assert.isBelow(kept, 10, 'positions that stayed');
  });

  test('refuses seeds that are no 32-bit words', () => {
    for (const seed of [-1, 1.5, NaN, 2 ** 32]) {
      assert.throws(() => new RandomSequence(seed, 'order'), RangeError, `found ${seed}`);
    }
  });
});

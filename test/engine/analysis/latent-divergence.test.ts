import { assert } from '@open-wc/testing';
import { COLLAPSE_LIMIT, measureDivergence } from '../../../src/engine/analysis/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

suite('measureDivergence()', () => {
  test('is nought for the standard normal distribution, and only there', () => {
    const none = measureDivergence(new Float32Array(6), new Float32Array(6), 3);
    assert.deepEqual([...none], [0, 0, 0]);
    assert.isTrue(none.every((value) => value < COLLAPSE_LIMIT));
    const [moved, narrow] = measureDivergence(Float32Array.of(1, 0), Float32Array.of(0, -2), 2);
    assert.closeTo(moved, 0.5, 1e-6);
    assert.closeTo(narrow, 0.5 * (Math.exp(-2) + 2 - 1), 1e-6);
  });

  test('is the mean over images, each latent number by itself', () => {
    const mean = Float32Array.of(2, 0, 0, 0);
    assert.deepEqual([...measureDivergence(mean, new Float32Array(4), 2)], [1, 0]);
  });

  test('agrees with what is sampled: the mean of log q − log p over draws of q', () => {
    const [m, v] = [0.7, -0.8];
    const random = new RandomSequence(0, 'sampling');
    const draws = 200_000;
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      const e = random.normal();
      const z = m + Math.exp(v / 2) * e;
      sum += 0.5 * (z * z - e * e - v);
    }
    const [exact] = measureDivergence(Float32Array.of(m), Float32Array.of(v), 1);
    assert.closeTo(exact, sum / draws, 0.01);
  });
});

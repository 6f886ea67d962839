import { assert } from '@open-wc/testing';
import { principalScores } from '../../../src/engine/analysis/index.ts';
import { eigenSymmetric } from '../../../src/engine/analysis/small-matrix.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

suite('eigenSymmetric()', () => {
  test('takes a matrix apart into orthonormal vectors and values, largest first', () => {
    const n = 9;
    const random = new RandomSequence(0, 'pca', 2);
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random.normal();
    }
    const { values, vectors } = eigenSymmetric(matrix, n);
    for (let i = 0; i < n; i++) {
      if (i > 0) assert.isAtMost(values[i], values[i - 1]);
      for (let j = 0; j < n; j++) {
        let entry = 0;
        let product = 0;
        for (let k = 0; k < n; k++) {
          entry += values[k] * vectors[k * n + i] * vectors[k * n + j];
          product += vectors[i * n + k] * vectors[j * n + k];
        }
        assert.closeTo(entry, matrix[i * n + j], 1e-12);
        assert.closeTo(product, i === j ? 1 : 0, 1e-12);
      }
    }
  });
});

suite('principalScores()', () => {
  test('turns a tilted cloud so that its longest side lies along x', () => {
    const random = new RandomSequence(1, 'pca', 3);
    const vectors = new Float32Array(500 * 3);
    for (let i = 0; i < 500; i++) {
      const [long, short] = [random.normal(0, 2), random.normal(0, 1)];
      vectors.set([5 + 0.6 * long - 0.8 * short, -3 + 0.8 * long + 0.6 * short, 1], i * 3);
    }
    const { points, explained } = principalScores(vectors, 3);
    const spread = (axis: number) => {
      let sum = 0;
      for (let i = 0; i < 500; i++) sum += points[i * 2 + axis] ** 2;
      return sum / 500;
    };
    assert.closeTo(explained[0] + explained[1], 1, 1e-6);
    assert.closeTo(explained[0], 0.8, 0.03);
    assert.closeTo(spread(0) / (spread(0) + spread(1)), explained[0], 1e-5);
  });

  test('gives zeros where all vectors are the same', () => {
    const { points, explained } = principalScores(new Float32Array(12).fill(3), 4);
    assert.isTrue(points.every((value) => value === 0));
    assert.deepEqual(explained, [0, 0]);
  });

  test('refuses a part of a row', () => {
    assert.throws(
      () => principalScores(new Float32Array(7), 2),
      RangeError,
      'expected rows of 2 numbers, found 7',
    );
  });
});

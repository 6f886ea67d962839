import { assert } from '@open-wc/testing';
import { findNeighbours } from '../../../src/engine/analysis/index.ts';
import { rejection } from '../../helpers/idx.ts';
import { randomValues } from '../../helpers/values.ts';

const never = () => Promise.resolve();

/** All pairs, sorted: slow and obvious. */
function findBySorting(points: Float32Array, dimensions: number, k: number): [number, number][][] {
  const count = points.length / dimensions;
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, other): [number, number] => {
      let sum = 0;
      for (let i = 0; i < dimensions; i++) {
        sum += (points[row * dimensions + i] - points[other * dimensions + i]) ** 2;
      }
      return [other, Math.sqrt(sum)];
    })
      .filter(([other]) => other !== row)
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(0, k),
  );
}

suite('findNeighbours()', () => {
  for (const [count, dimensions, k] of [
    [300, 49, 14],
    [129, 7, 5],
    [128, 1, 1],
    [3, 2, 2],
  ]) {
    test(`finds the same as sorting all pairs for ${count} points of ${dimensions} dimensions, k ${k}`, async () => {
      const points = randomValues([count, dimensions], count).data as Float32Array;
      const found = await findNeighbours(points, dimensions, k, never);
      const expected = findBySorting(points, dimensions, k);
      assert.deepEqual(
        Array.from({ length: count }, (_, row) => [...found.indices.subarray(row * k, (row + 1) * k)]),
        expected.map((row) => row.map(([index]) => index)),
      );
      expected.flat().forEach(([, distance], i) => assert.closeTo(found.distances[i], distance, 1e-5));
    });
  }

  test('finds a twin at distance 0 and keeps the point itself out', async () => {
    const points = Float32Array.of(1, 1, 5, 5, 1, 1);
    const { indices, distances } = await findNeighbours(points, 2, 1, never);
    assert.deepEqual([...indices], [2, 0, 0]);
    assert.equal(distances[0], 0);
  });

  test('ends with the reason that its caller gives way with', async () => {
    const stop = () => Promise.reject(new Error('enough'));
    assert.equal((await rejection(findNeighbours(new Float32Array(20), 2, 3, stop))).message, 'enough');
  });

  test('refuses k that is not below the number of points, and ragged rows', async () => {
    assert.instanceOf(await rejection(findNeighbours(new Float32Array(6), 2, 3, never)), RangeError);
    assert.instanceOf(await rejection(findNeighbours(new Float32Array(7), 2, 1, never)), RangeError);
  });
});

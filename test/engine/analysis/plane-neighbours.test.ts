import { assert } from '@open-wc/testing';
import {
  averageDistances,
  findNeighbours,
  findPlaneNeighbours,
  measureLocalTrust,
} from '../../../src/engine/analysis/index.ts';
import { rejection } from '../../helpers/idx.ts';
import { randomValues, tiedValues } from '../../helpers/values.ts';

const pause = () => Promise.resolve();
const random = (count: number) => randomValues([count, 2], count).data as Float32Array;

/** Two dense spots far apart, and a point between them. */
function createSpots(count: number): Float32Array {
  const points = random(count).map((value) => value * 0.01);
  points.forEach((value, i) => (points[i] = value + (i % 4 < 2 ? 0 : 100)));
  points.set([50, 50], 0);
  return points;
}

suite('findPlaneNeighbours()', () => {
  const sets: [string, Float32Array, number][] = [
    ['points spread evenly', random(700), 15],
    ['dense spots far apart', createSpots(300), 9],
    ['points on a grid, equally near', tiedValues([500, 2], 2).data as Float32Array, 6],
    ['points on a line', random(200).map((value, i) => (i % 2 ? 0.5 : value)), 5],
    ['one spot', new Float32Array(80).fill(7), 4],
    ['two points', random(2), 1],
  ];
  for (const [name, points, k] of sets) {
    test(`finds the same as comparing all pairs of ${name}`, async () => {
      const found = await findPlaneNeighbours(points, k, pause);
      const expected = await findNeighbours(points, 2, k, pause);
      assert.equal(found.indices.join(), expected.indices.join());
      found.distances.forEach((distance, i) => assert.closeTo(distance, expected.distances[i], 1e-6));
    });
  }

  test('ends with the reason that its caller gives way with, and refuses k that does not fit', async () => {
    const stop = () => Promise.reject(new Error('enough'));
    assert.equal((await rejection(findPlaneNeighbours(random(20), 3, stop))).message, 'enough');
    assert.instanceOf(await rejection(findPlaneNeighbours(random(3), 3, pause)), RangeError);
  });
});

suite('measureLocalTrust()', () => {
  const lists = (k: number, indices: number[]) => ({
    count: 2,
    k,
    indices: Uint32Array.from(indices),
    distances: Float32Array.from(indices, (_, i) => i),
  });

  test('is the share of neighbours that stay neighbours, in whatever order', () => {
    const trust = measureLocalTrust(lists(4, [1, 2, 3, 4, 5, 6, 7, 8]), lists(4, [4, 9, 1, 8, 8, 7, 6, 5]));
    assert.deepEqual([...trust], [0.5, 1]);
  });

  test('goes with the mean distance to the neighbours', () => {
    assert.deepEqual([...averageDistances(lists(2, [1, 2, 3, 4]))], [0.5, 2.5]);
  });
});

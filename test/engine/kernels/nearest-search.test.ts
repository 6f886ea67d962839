import { assert } from '@open-wc/testing';
import { findNearest, findNeighbours, type Neighbours } from '../../../src/engine/analysis/index.ts';
import { NearestSearch, type OwnKernels } from '../../../src/engine/kernels/index.ts';
import { startKernels } from '../../helpers/own-kernels.ts';
import { randomValues, tiedValues } from '../../helpers/values.ts';

const pause = () => Promise.resolve();
const turns = { pause };

function assertSame(found: Neighbours, expected: Neighbours): void {
  assert.equal(found.indices.join(), expected.indices.join());
  assert.equal(found.distances.join(), expected.distances.join());
}

for (const deterministic of [false, true])
  suite(`NearestSearch${deterministic ? ' without relaxed SIMD' : ''}`, () => {
    let kernels: OwnKernels;
    suiteSetup(async () => {
      kernels = await startKernels({ deterministic });
    });

    const search = (data: Float32Array, dimensions: number, k: number) =>
      findNearest({ references: { data, count: data.length / dimensions }, dimensions, k, kernels, turns });

    for (const [count, dimensions, k] of [
      [2, 1, 1],
      [9, 3, 8],
      [48, 4, 5],
      [97, 2, 15],
      [301, 49, 15],
      [500, 33, 40],
      [130, 784, 7],
    ]) {
      test(`finds the same, to the bit, as plain numbers for ${count} points of ${dimensions} dimensions, k ${k}`, async () => {
        const points = randomValues([count, dimensions], count).data as Float32Array;
        assertSame(await search(points, dimensions, k), await findNeighbours(points, dimensions, k, pause));
      });
    }

    test('puts the lower row first where many are equally near', async () => {
      const tied = tiedValues([400, 2], 5).data as Float32Array;
      assertSame(await search(tied, 2, 12), await findNeighbours(tied, 2, 12, pause));
      const equal = new Float32Array(300 * 7).fill(0.1);
      const { indices, distances } = await search(equal, 7, 3);
      assert.deepEqual([...indices.subarray(0, 9)], [1, 2, 3, 0, 2, 3, 0, 1, 3]);
      assert.isTrue(distances.every((distance) => distance === 0));
    });

    test('is exact where a product of single precision is not: close pairs far from the middle', async () => {
      const points = randomValues([600, 5], 1).data as Float32Array;
      // Two far groups whose points differ in the last digits that a float has there.
      points.forEach((value, i) => (points[i] = (Math.floor(i / 5) % 2 ? 1000 : -1000) + value * 0.01));
      assertSame(await search(points, 5, 10), await findNeighbours(points, 5, 10, pause));
      // Squares of these overflow.
      const huge = (randomValues([60, 3], 2).data as Float32Array).map((value) => value * 1e30);
      assertSame(await search(huge, 3, 4), await findNeighbours(huge, 3, 4, pause));
    });

    test('finds neighbours of other points than the references', async () => {
      const references = randomValues([205, 11], 3).data as Float32Array;
      const queries = randomValues([53, 11], 4).data as Float32Array;
      queries.set(references.subarray(44, 55), 22);
      const sets = { references: { data: references, count: 205 }, queries: { data: queries, count: 53 } };
      const options = { ...sets, dimensions: 11, k: 6, turns };
      const found = await findNearest({ ...options, kernels });
      assert.equal(found.indices.join(), (await findNearest(options)).indices.join());
      assert.deepEqual([found.indices[12], found.distances[12]], [4, 0]);
    });

    test('gives the same in turns of any length, and gives its memory back', () => {
      const data = randomValues([500, 9], 6).data as Float32Array;
      const results = [1, 100, 500].map((turn) => {
        const nearest = new NearestSearch(kernels.all, {
          references: { data, count: 500 },
          dimensions: 9,
          k: 4,
        });
        let count = 0;
        for (; nearest.done < nearest.total; count++)
          nearest.advance(turn, count % 2 ? kernels.one : kernels.all);
        const { rows } = nearest.result();
        nearest.dispose();
        return `${rows.join()}`;
      });
      assert.equal(new Set(results).size, 1);
      const before = kernels.all.memory().byteLength;
      for (let i = 0; i < 50; i++) {
        new NearestSearch(kernels.all, { references: { data, count: 500 }, dimensions: 9, k: 4 }).dispose();
      }
      assert.equal(kernels.all.memory().byteLength, before);
    });

    test('refuses k that is not below the number of points', () => {
      const references = { data: new Float32Array(6), count: 3 };
      for (const k of [0, 3, 1.5]) {
        assert.throws(
          () => new NearestSearch(kernels.all, { references, dimensions: 2, k }),
          RangeError,
          '1 to 2',
        );
      }
    });
  });

import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import { createPointGrid, findNeighbourInDirection } from '../../../src/ui/charts/point-grid.ts';

const coordinate = fc.double({ min: -50, max: 50, noNaN: true }).map(Math.fround);
const all = () => true;

suite('createPointGrid()', () => {
  test('finds what a search through all points finds', () => {
    const places = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        places,
        coordinate,
        coordinate,
        fc.double({ min: 0, max: 30, noNaN: true }),
        (list, x, y, radius) => {
          const points = Float32Array.from(list.flat());
          const found = createPointGrid(points).findNearest(x, y, radius, all);
          const distances = list.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2);
          const nearest = Math.min(...distances);
          if (nearest > radius ** 2) assert.strictEqual(found, -1);
          else assert.strictEqual(distances[found], nearest);
        },
      ),
    );
  });

  test('passes over points that are not accepted', () => {
    const grid = createPointGrid(Float32Array.of(0, 0, 1, 0, 5, 0));
    assert.strictEqual(grid.findNearest(0.2, 0, 10, (row) => row !== 0), 1); // prettier-ignore
    assert.strictEqual(grid.findNearest(0.2, 0, 10, () => false), -1); // prettier-ignore
  });

  test('copes with no points and with points that are all the same', () => {
    assert.strictEqual(createPointGrid(new Float32Array()).findNearest(0, 0, 9, all), -1);
    assert.isAtLeast(createPointGrid(new Float32Array(20)).findNearest(0.5, 0.5, 1, all), 0);
  });
});

suite('findNeighbourInDirection()', () => {
  const points = Float32Array.of(0, 0, 10, 1, 3, 2.5, -4, 0, 0, -6);

  test('goes to the nearest within 45° of the direction', () => {
    assert.strictEqual(findNeighbourInDirection(points, 0, [1, 0], all), 2);
    assert.strictEqual(findNeighbourInDirection(points, 0, [-1, 0], all), 3);
    assert.strictEqual(findNeighbourInDirection(points, 0, [0, -1], all), 4);
  });

  test('stays where nothing lies ahead', () => {
    assert.strictEqual(findNeighbourInDirection(points, 4, [0, -1], all), -1);
  });
});

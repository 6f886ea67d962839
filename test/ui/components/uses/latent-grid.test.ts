import { assert } from '@open-wc/testing';
import {
  gridAround,
  gridOfPrior,
  nearestTo,
  placeCells,
  stepCell,
} from '../../../../src/ui/components/uses/latent-grid.ts';

suite('latentGrid', () => {
  test('places cells from the upper left to the lower right, in their middles', () => {
    const places = placeCells({ side: 2, x: [0, 4], y: [10, 30] });
    assert.deepEqual([...places], [1, 25, 3, 25, 1, 15, 3, 15]);
  });

  test('is the same on all sides of the middle for a prior', () => {
    const places = placeCells(gridOfPrior(30));
    assert.closeTo(
      places.reduce((sum, value) => sum + value, 0),
      0,
      1e-4,
    );
    assert.closeTo(places[0], -places[places.length - 2], 1e-6);
  });

  test('lies around codes, whatever their units, without their outliers', () => {
    const latents = new Float32Array(400);
    for (let row = 0; row < 200; row++) latents.set([row, -3 * row], 2 * row);
    latents[0] = 1e9;
    const { x, y } = gridAround(latents, 30);
    assert.deepEqual([...x], [3, 198]);
    assert.deepEqual([...y], [-591, -6]);
  });

  test('has room where all codes are one', () => {
    assert.deepEqual(gridAround(Float32Array.of(2, 5, 2, 5), 3).x, [1, 3]);
  });

  test('ends at its edges', () => {
    assert.equal(stepCell(3, 4, [1, 0]), 5);
    assert.equal(stepCell(3, 5, [1, 0]), 5);
    assert.equal(stepCell(3, 4, [0, -1]), 1);
    assert.equal(stepCell(3, 1, [0, -3]), 1);
  });

  test('finds the nearest code, and none among none', () => {
    assert.equal(nearestTo(Float32Array.of(0, 0, 5, 5, 9, 9), 6, 4), 1);
    assert.equal(nearestTo(new Float32Array(), 0, 0), -1);
  });
});

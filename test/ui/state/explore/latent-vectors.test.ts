import { assert } from '@open-wc/testing';
import {
  interpolateLatents,
  measureSpacing,
  mixLatents,
  rankDimensions,
} from '../../../../src/ui/state/explore/latent-vectors.ts';

suite('mixLatents()', () => {
  const latents = Float32Array.of(0, 0, 4, 8, -4, 2);

  test('weighs points by the inverse square of their distance', () => {
    const mixed = mixLatents(latents, 2, [
      { row: 1, distance: 1 },
      { row: 0, distance: 2 },
    ]);
    assert.deepEqual([...mixed], [...Float32Array.of(0.8 * 4, 0.8 * 8)]);
  });

  test("is a point's own vector on that point, and next to nothing else however near", () => {
    const on = mixLatents(latents, 2, [
      { row: 2, distance: 0 },
      { row: 1, distance: 1e-9 },
    ]);
    assert.deepEqual([...on], [-4, 2]);
    const beside = mixLatents(latents, 2, [
      { row: 2, distance: 1e-200 },
      { row: 1, distance: 1 },
    ]);
    assert.deepEqual([...beside], [-4, 2]);
  });
});

suite('interpolateLatents()', () => {
  test('goes from one vector to the other in equal steps', () => {
    const steps = interpolateLatents(Float32Array.of(0, 4), Float32Array.of(2, 0), 3);
    assert.deepEqual([...steps], [0, 4, 1, 2, 2, 0]);
  });
});

suite('rankDimensions()', () => {
  test('puts the dimension with the largest variance first, with its range', () => {
    const found = rankDimensions(Float32Array.of(1, 10, 0, 3, -10, 0, 2, 0, 0), 3);
    assert.deepEqual(
      found.map(({ dimension }) => dimension),
      [1, 0, 2],
    );
    assert.deepInclude(found[0], { min: -10, max: 10 });
    assert.closeTo(found[1].variance, 2 / 3, 1e-6);
    assert.equal(found[2].variance, 0);
  });
});

suite('measureSpacing()', () => {
  test('is the median distance to the nearest other point', () => {
    assert.closeTo(measureSpacing(Float32Array.of(0, 0, 0, 2, 10, 0, 13, 0, 13, 3)), 3, 1e-6);
  });
});

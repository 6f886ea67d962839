import { assert } from '@open-wc/testing';
import { findNeighbours, UmapLayout, type Neighbours } from '../../../src/engine/analysis/index.ts';
import { createClusters, measurePurity } from '../../helpers/clusters.ts';
import { randomValues } from '../../helpers/values.ts';

const [count, dimensions, clusters] = [90, 8, 3];
const options = { minDist: 0.1, epochs: 100, seed: 0 };

suite('UmapLayout', () => {
  let neighbours: Neighbours;
  const start = randomValues([count, 2], 3).data as Float32Array;
  suiteSetup(async () => {
    neighbours = await findNeighbours(createClusters(count, dimensions, clusters), dimensions, 10, () =>
      Promise.resolve(),
    );
  });

  test('begins where it is told to, over UMAP’s usual span', () => {
    const points = new UmapLayout(neighbours, { ...options, start }).points();
    const scale = 10 / start.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    points.forEach((value, i) => assert.closeTo(value, start[i] * scale, 1e-3));
  });

  test('draws neighbours together, an epoch a step, and hands out copies', () => {
    const layout = new UmapLayout(neighbours, { ...options, start });
    const before = layout.points();
    const first = before.join();
    let steps = 0;
    while (layout.step() < layout.epochs) steps++;
    assert.equal(steps, options.epochs - 1);
    assert.equal(before.join(), first);
    assert.isAbove(measurePurity(layout.points(), clusters), measurePurity(before, clusters));
    assert.isAbove(measurePurity(layout.points(), clusters), 0.99);
  });

  test('refuses a start that has not one pair for each point', () => {
    assert.throws(() => new UmapLayout(neighbours, { ...options, start: start.slice(2) }), RangeError, '180');
  });
});

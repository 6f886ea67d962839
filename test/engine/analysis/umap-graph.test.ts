import { assert } from '@open-wc/testing';
import { UMAP } from 'umap-js';
import { findNeighbours } from '../../../src/engine/analysis/index.ts';
import { fitUmapCurve } from '../../../src/engine/analysis/umap-curve.ts';
import { joinNeighbours, scheduleEdges, weighNeighbours } from '../../../src/engine/analysis/umap-graph.ts';
import { createClusters } from '../../helpers/clusters.ts';

const pause = () => Promise.resolve();
const [count, dimensions, k] = [150, 6, 9];

/** umap-js's graph of the same neighbours; each point is its own first one there. */
function buildByUmapJs(indices: Uint32Array, distances: Float32Array): Map<string, number> {
  const rows = <T extends Uint32Array | Float32Array>(values: T, own: (row: number) => number) =>
    Array.from({ length: count }, (_, row) => [own(row), ...values.subarray(row * k, (row + 1) * k)]);
  const umap = new UMAP({ nNeighbors: k + 1, nEpochs: 200 });
  umap.setPrecomputedKNN(
    rows(indices, (row) => row),
    rows(distances, () => 0),
  );
  umap.initializeFit(Array.from({ length: count }, () => []));
  const { graph } = umap as unknown as {
    graph: { getAll(): { row: number; col: number; value: number }[] };
  };
  return new Map(
    graph
      .getAll()
      .filter(({ value }) => value > 0)
      .map(({ row, col, value }) => [`${row} ${col}`, value]),
  );
}

suite('UMAP’s graph', () => {
  test('is the one that umap-js builds', async () => {
    const points = createClusters(count, dimensions, 4);
    // Twins: their nearest distance is 0.
    points.copyWithin(dimensions, 0, dimensions);
    const neighbours = await findNeighbours(points, dimensions, k, pause);
    const graph = await joinNeighbours(neighbours, await weighNeighbours(neighbours, pause), pause);
    const expected = buildByUmapJs(neighbours.indices, neighbours.distances);
    assert.equal(graph.tails.length, expected.size);
    for (let row = 0; row < count; row++) {
      for (let edge = graph.starts[row]; edge < graph.starts[row + 1]; edge++) {
        assert.closeTo(graph.weights[edge], expected.get(`${row} ${graph.tails[edge]}`)!, 1e-4);
      }
    }
  });

  test('gives the strongest edge a turn in every epoch, and leaves out those without any', () => {
    const graph = {
      starts: Uint32Array.of(0, 2, 3),
      tails: Uint32Array.of(1, 0, 0),
      weights: Float32Array.of(0.5, 0.001, 0.25),
    };
    const { heads, tails, periods } = scheduleEdges(graph, 100);
    assert.deepEqual(
      [[...heads], [...tails], [...periods]],
      [
        [0, 1],
        [1, 0],
        [1, 2],
      ],
    );
  });
});

suite('fitUmapCurve()', () => {
  // By umap-learn 0.5: umap.umap_.find_ab_params(1, minDist).
  for (const [minDist, a, b] of [
    [0.1, 1.576943, 0.895061],
    [0.5, 0.58303, 1.334167],
    [0.01, 1.89568, 0.800638],
  ]) {
    test(`fits what umap-learn fits for points no nearer than ${minDist}`, () => {
      const curve = fitUmapCurve(minDist);
      assert.closeTo(curve.a, a, 1e-3);
      assert.closeTo(curve.b, b, 1e-3);
    });
  }
});

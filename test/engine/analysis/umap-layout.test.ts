import { assert } from '@open-wc/testing';
import { findNeighbours, UmapLayout, type Neighbours } from '../../../src/engine/analysis/index.ts';
import type { OwnKernels } from '../../../src/engine/kernels/index.ts';
import { createClusters, measurePurity } from '../../helpers/clusters.ts';
import { rejection } from '../../helpers/idx.ts';
import { startKernels } from '../../helpers/own-kernels.ts';
import { randomValues } from '../../helpers/values.ts';

const [count, dimensions, clusters] = [90, 8, 3];
const options = { minDist: 0.1, epochs: 100, seed: 0 };
const pause = () => Promise.resolve();

function measureShift(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / count);
}

suite('UmapLayout', () => {
  let neighbours: Neighbours;
  let kernels: OwnKernels;
  const start = randomValues([count, 2], 3).data as Float32Array;
  suiteSetup(async () => {
    neighbours = await findNeighbours(createClusters(count, dimensions, clusters), dimensions, 10, pause);
    kernels = await startKernels();
  });

  async function layOut(more: object = {}): Promise<Float32Array> {
    const all = { ...options, start, ...more };
    const layout = await UmapLayout.prepare(neighbours, all, { runner: kernels.one, pause });
    while (layout.step() < layout.epochs);
    const points = layout.points();
    layout.dispose();
    return points;
  }

  test('begins where it is told to, over UMAP’s usual span', async () => {
    const layout = await UmapLayout.prepare(neighbours, { ...options, start }, { pause });
    const scale = 10 / start.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    layout.points().forEach((value, i) => assert.closeTo(value, start[i] * scale, 1e-3));
  });

  test('goes on past its epochs in small steps', async () => {
    const layout = await UmapLayout.prepare(
      neighbours,
      { ...options, start },
      { runner: kernels.one, pause },
    );
    while (layout.step() < layout.epochs);
    const before = layout.points();
    assert.equal(layout.step(), options.epochs + 1);
    const after = layout.points();
    assert.isAbove(measureShift(before, after), 0);
    assert.isBelow(measureShift(before, after), 0.5);
    layout.dispose();
  });

  for (const name of ['kernels', 'plain numbers']) {
    test(`draws neighbours together by ${name}, an epoch a step, and hands out copies`, async () => {
      const runner = name === 'kernels' ? kernels.one : undefined;
      const layout = await UmapLayout.prepare(neighbours, { ...options, start }, { runner, pause });
      const before = layout.points();
      const first = before.join();
      let steps = 0;
      while (layout.step() < layout.epochs) steps++;
      assert.equal(steps, options.epochs - 1);
      assert.equal(before.join(), first);
      assert.isAbove(measurePurity(layout.points(), clusters), measurePurity(before, clusters));
      assert.isAbove(measurePurity(layout.points(), clusters), 0.99);
      layout.dispose();
    });
  }

  test('moves on from an earlier layout and does not jump', async () => {
    const before = await layOut();
    const warm = await layOut({ start: before, isWarm: true, epochs: 60, seed: 1 });
    const cold = await layOut({ seed: 1, start: start.map((value) => -value) });
    assert.isBelow(measureShift(warm, before), measureShift(cold, before) / 2);
    assert.isAbove(measurePurity(warm, clusters), 0.99);
    assert.notEqual(warm.join(), before.join());
  });

  test('refuses a start that has not one pair for each point', async () => {
    const wrong = UmapLayout.prepare(neighbours, { ...options, start: start.slice(2) }, { pause });
    assert.match((await rejection(wrong)).message, /180.*178/);
  });
});

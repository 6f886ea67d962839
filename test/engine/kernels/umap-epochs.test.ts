import { assert } from '@open-wc/testing';
import { createUmapMover, type OwnKernels } from '../../../src/engine/kernels/index.ts';
import { startKernels } from '../../helpers/own-kernels.ts';
import { assertNear, assertSameBits, randomValues } from '../../helpers/values.ts';

const curve = { a: 1.577, b: 0.895 };
const step = (epoch: number) => ({ epoch, size: 0.5, ...curve, firstKey: 12345 + epoch, secondKey: -98765 });

/** Edges from each head to a few tails, with periods from 1 on. */
function createEdges(heads: number, tails: number, each: number) {
  const size = heads * each;
  const random = randomValues([size], size).data as Float32Array;
  return {
    heads: Uint32Array.from({ length: size }, (_, i) => Math.floor(i / each)),
    tails: Uint32Array.from(random, (value) => Math.floor(((value + 1) / 2) * tails)),
    periods: random.map((value) => 1 + Math.abs(value) * 3),
  };
}

suite('createUmapMover()', () => {
  let kernels: OwnKernels;
  suiteSetup(async () => {
    kernels = await startKernels();
  });

  const move = (isKernel: boolean, points: Float32Array, epochs: number, fixed?: Float32Array) => {
    const edges = createEdges(points.length / 2, (fixed ?? points).length / 2, 3);
    const mover = createUmapMover(isKernel ? kernels.one : undefined, edges, points, fixed);
    for (let epoch = 1; epoch <= epochs; epoch++) mover.step(step(epoch));
    const data = mover.points();
    mover.dispose();
    return { data, shape: [data.length] };
  };

  for (const count of [1, 2, 5, 64, 500]) {
    test(`moves ${count} points as plain numbers do`, () => {
      const points = (randomValues([count * 2], count).data as Float32Array).map((value) => value * 5);
      const kept = points.slice();
      const moved = move(true, points, 3);
      assertNear(moved, move(false, points, 3), 2e-3);
      assert.equal(points.join(), kept.join());
      if (count > 1) assert.notEqual(moved.data.join(), points.join());
    });
  }

  test('parts points that coincide, and pulls nothing where nothing is apart', () => {
    const points = new Float32Array(20).fill(3);
    assertNear(move(true, points, 2), move(false, points, 2), 2e-3);
  });

  test('moves new points alone where the others are fixed', () => {
    const fixed = (randomValues([80], 1).data as Float32Array).map((value) => value * 8);
    const points = randomValues([22], 2).data as Float32Array;
    const before = fixed.slice();
    assertNear(move(true, points, 4, fixed), move(false, points, 4, fixed), 2e-3);
    assert.equal(fixed.join(), before.join());
  });

  test('moves by the same bits each time, and otherwise with other keys', () => {
    const points = (randomValues([200], 3).data as Float32Array).map((value) => value * 5);
    const first = move(true, points, 20);
    assertSameBits(move(true, points, 20), first);
    const edges = createEdges(100, 100, 3);
    const mover = createUmapMover(kernels.one, edges, points);
    for (let epoch = 1; epoch <= 20; epoch++) mover.step({ ...step(epoch), firstKey: epoch });
    assert.notEqual(mover.points().join(), first.data.join());
    mover.dispose();
  });
});

import { useLabs, type Values } from '../../helpers/kernel-lab.ts';
import { assertNear, assertSameBits, randomValues, tiedValues } from '../../helpers/values.ts';
import { poolGeometryOf, type PoolAttributes } from '../../../src/engine/kernels/pool-geometry.ts';
import { avgPoolReference } from '../../../src/engine/kernels/reference/avg-pool.ts';
import { maxPoolGradReference, maxPoolReference } from '../../../src/engine/kernels/reference/max-pool.ts';

interface Case extends PoolAttributes {
  shape: number[];
}

const cases: Case[] = [
  { shape: [2, 4, 4, 4], filterSize: 2, strides: 2, pad: 'valid' },
  { shape: [3, 5, 7, 3], filterSize: 2, strides: 2, pad: 'same' },
  { shape: [1, 1, 1, 1], filterSize: 1, strides: 1, pad: 'valid' },
  { shape: [2, 9, 6, 5], filterSize: 3, strides: 1, pad: 'same' },
  { shape: [2, 9, 6, 17], filterSize: [3, 2], strides: [2, 1], pad: 'valid' },
  { shape: [1, 8, 8, 8], filterSize: 3, strides: 2, pad: 1, dimRoundingMode: 'floor' },
  { shape: [1, 6, 7, 2], filterSize: [6, 7], strides: 1, pad: 'valid' },
  {
    shape: [1, 5, 5, 6],
    filterSize: 2,
    strides: 3,
    pad: [
      [0, 0],
      [1, 2],
      [0, 1],
      [0, 0],
    ],
  },
  { shape: [40, 3, 3, 1], filterSize: 2, strides: 1, pad: 'same' },
];

function nameOf({ shape, ...attrs }: Case): string {
  return `x=${JSON.stringify(shape)} ${JSON.stringify(attrs)}`;
}

suite('MaxPool, MaxPoolGrad, AvgPool', () => {
  const labs = useLabs();

  for (const setting of cases) {
    for (const [kind, make] of Object.entries({
      random: randomValues,
      negative: belowZero,
      tied: tiedValues,
    })) {
      test(`match the reference for ${kind} ${nameOf(setting)}`, async () => {
        const { shape, ...attrs } = setting;
        const info = poolGeometryOf(shape, setting);
        const x = make(shape, 1);
        const dy = randomValues(info.outShape, 2);
        const y: Values = { data: maxPoolReference(info, x.data as Float32Array), shape: info.outShape };
        const dxData = maxPoolGradReference(info, x.data as Float32Array, dy.data as Float32Array);
        const [ownY] = await labs.two.run('MaxPool', { x }, attrs);
        assertSameBits(ownY, y, 'y');
        const [dx] = await labs.two.run('MaxPoolGrad', { dy, input: x, output: y }, attrs);
        // Overlapping windows add in the same order: the bits may differ by the sign of zero alone.
        assertNear(dx, { data: dxData, shape }, 0, 'dx');
        const [dxOfOne] = await labs.one.run('MaxPoolGrad', { dy, input: x, output: y }, attrs);
        assertSameBits(dx, dxOfOne, 'dx of 1 and 2 threads');
      });
    }
  }

  for (const setting of cases) {
    test(`average as the reference does for ${nameOf(setting)}`, async () => {
      const { shape, ...attrs } = setting;
      const info = poolGeometryOf(shape, setting);
      const x = randomValues(shape, 1);
      const data = Float32Array.from(avgPoolReference(info, x.data as Float32Array));
      const [y] = await labs.two.run('AvgPool', { x }, attrs);
      assertNear(y, { data, shape: info.outShape }, info.filterHeight * info.filterWidth * 2 ** -23);
    });
  }

  test('take a 1×1 pool that keeps the shape for a copy, as tfjs does', async () => {
    const x = randomValues([1, 2, 2, 3], 1);
    for (const kernel of ['MaxPool', 'AvgPool']) {
      const [y] = await labs.two.run(kernel, { x }, { filterSize: 1, strides: 2, pad: 1 });
      assertSameBits(y, x, kernel);
    }
  });

  test('leave NaN out', async () => {
    const x: Values = { data: Float32Array.of(NaN, -2, -1, NaN), shape: [1, 2, 2, 1] };
    const attrs = { filterSize: 2, strides: 2, pad: 'valid' };
    const [y] = await labs.two.run('MaxPool', { x }, attrs);
    assertSameBits(y, { data: Float32Array.of(-1), shape: [1, 1, 1, 1] });
    const dy: Values = { data: Float32Array.of(5), shape: [1, 1, 1, 1] };
    const [dx] = await labs.two.run('MaxPoolGrad', { dy, input: x, output: y }, attrs);
    assertSameBits(dx, { data: Float32Array.of(0, 0, 5, 0), shape: [1, 2, 2, 1] });
  });
});

/** What tfjs' own MaxPoolGrad loses. */
function belowZero(shape: number[], seed: number): Values {
  const { data } = randomValues(shape, seed);
  return { data: (data as Float32Array).map((value) => value - 2), shape };
}

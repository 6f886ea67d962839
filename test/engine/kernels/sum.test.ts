import { useLabs, type Values } from '../../helpers/kernel-lab.ts';
import { assertNear, assertSameBits, randomValues, sizeOf } from '../../helpers/values.ts';
import { segmentSumReference, sumReference } from '../../../src/engine/kernels/reference/sums.ts';

suite('Sum, AeActivationBiasGrad, UnsortedSegmentSum', () => {
  const labs = useLabs();

  const sums: [number[], number[]][] = [
    [[7], [0]],
    [[300_007], [0]],
    [[40_001, 1], [0]],
    [[20_003, 3], [0]],
    [[5000, 33], [0]],
    [[5000, 33], [1]],
    [
      [3, 5, 7, 9],
      [0, 1, 2],
    ],
    [
      [3, 5, 7, 9],
      [1, 2],
    ],
    [
      [3, 50, 7, 90],
      [0, 2],
    ],
    [
      [3, 5, 7, 9],
      [0, 1, 3],
    ],
    [[70, 2500], [0]],
    [[2, 3], []],
    [[0, 3], [0]],
    [[4, 0], [0]],
  ];
  for (const [shape, axis] of sums) {
    test(`sum [${shape.join()}] over axes [${axis.join()}] as the reference does`, async () => {
      const kept = shape.filter((_, i) => !axis.includes(i));
      const terms = axis.reduce((product, i) => product * shape[i], 1);
      const x = randomValues(shape, 1);
      const expected: Values = { data: Float32Array.from(sumReference(x.data, shape, axis)), shape: kept };
      const [y] = await labs.two.run('Sum', { x }, { axis, keepDims: false });
      // Far below the terms·ε of adding one after the other.
      assertNear(y, expected, 2 ** -22 * Math.max(1, terms) ** 0.75, 'float32');
      const [again] = await labs.one.run('Sum', { x }, { axis, keepDims: false });
      assertSameBits(y, again, '1 and 2 threads');

      const integers: Values = { data: Int32Array.from(x.data, (value) => value * 1000), shape };
      const exact = Int32Array.from(sumReference(integers.data, shape, axis));
      const [z] = await labs.two.run('Sum', { x: integers }, { axis, keepDims: false });
      assertSameBits(z, { data: exact, shape: kept }, 'int32');
    });
  }

  test('sum keeps axes where asked', async () => {
    const [y] = await labs.two.run('Sum', { x: randomValues([3, 4, 5], 1) }, { axis: [1], keepDims: true });
    assertSameBits({ ...y, data: new Float32Array(15) }, { data: new Float32Array(15), shape: [3, 1, 5] });
  });

  for (const shape of [
    [1],
    [3, 5, 7, 1],
    [2, 3, 3, 6],
    [47, 27, 27, 1],
    [40, 28, 28, 3],
    [50, 9, 9, 64],
    [3, 40_000],
  ]) {
    test(`mask and sum a gradient of [${shape.join()}]`, async () => {
      const channels = shape[shape.length - 1];
      const dy = randomValues(shape, 1);
      const data = (randomValues(shape, 2).data as Float32Array).map((value) => Math.max(0, value));
      const masked = (dy.data as Float32Array).map((value, i) => (data[i] > 0 ? value : 0));
      const bias = Float32Array.from(sumReference(masked, [masked.length / channels, channels], [0]));
      const inputs = { dy, y: { data, shape } };
      const [dx, dBias] = await labs.two.run('AeActivationBiasGrad', inputs, { activation: 'relu' });
      assertSameBits(dx, { data: masked, shape }, 'dx');
      const tolerance = 2 ** -22 * (sizeOf(shape) / channels) ** 0.75;
      assertNear(dBias, { data: bias, shape: [channels] }, tolerance, 'dBias');
      const [, again] = await labs.one.run('AeActivationBiasGrad', inputs, { activation: 'relu' });
      assertSameBits(dBias, again, '1 and 2 threads');
    });
  }

  for (const [rows, inner, segments] of [
    [1, 1, 1],
    [50, 1, 7],
    [100, 3, 5],
    [33, 130, 4],
    [5, 64, 100],
  ]) {
    test(`gather ${rows} rows of ${inner} into ${segments} segments, ids outside left out`, async () => {
      const x = randomValues([rows, inner], 1);
      const ids = Int32Array.from(randomValues([rows], 2).data, (value) => value * (segments + 1));
      const segmentIds: Values = { data: ids, shape: [rows] };
      const attrs = { numSegments: segments };
      const [y] = await labs.two.run('UnsortedSegmentSum', { x, segmentIds }, attrs);
      const data = Float32Array.from(segmentSumReference(x.data, ids, inner, segments));
      assertNear(y, { data, shape: [segments, inner] }, 2 ** -22 * Math.sqrt(rows), 'float32');
      const integers: Values = { data: Int32Array.from(x.data, (value) => value * 1000), shape: x.shape };
      const exact = Int32Array.from(segmentSumReference(integers.data, ids, inner, segments));
      const [z] = await labs.two.run('UnsortedSegmentSum', { x: integers, segmentIds }, attrs);
      assertSameBits(z, { data: exact, shape: [segments, inner] }, 'int32');
    });
  }
});

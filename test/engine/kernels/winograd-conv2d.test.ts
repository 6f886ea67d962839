import { assert } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import {
  convGeometryOf,
  turnGeometry,
  type ConvAttributes,
} from '../../../src/engine/kernels/conv-geometry.ts';
import { conv2dBackpropFilterReference } from '../../../src/engine/kernels/reference/conv2d-backprop-filter.ts';
import { conv2dBackpropInputReference } from '../../../src/engine/kernels/reference/conv2d-backprop-input.ts';
import { conv2dReference } from '../../../src/engine/kernels/reference/conv2d.ts';
import { normReluPoolReference } from '../../../src/engine/kernels/reference/norm-relu-pool.ts';
import { usesWinograd } from '../../../src/engine/kernels/winograd-plan.ts';
import { createValues, runKernel, suiteOfBuilds } from '../../helpers/kernel-testing.ts';

type Shape4D = [number, number, number, number];

/** Unit-variance values: the sum of three uniform ones, each of variance 1/3. */
function createUnitValues(seed: number): (count: number) => Float32Array {
  const values = createValues(seed);
  return (count) => {
    const [a, b, c] = [values(count), values(count), values(count)];
    return a.map((value, i) => value + b[i] + c[i]);
  };
}

/** Winograd rounds at the size of its tiles' sums, so errors are measured against the root mean square of the truth. */
function assertRelativelyClose(actual: Float32Array, expected: Float64Array): void {
  assert.strictEqual(actual.length, expected.length);
  const rms = Math.sqrt(expected.reduce((sum, value) => sum + value * value, 0) / expected.length);
  for (let i = 0; i < expected.length; i++)
    if (!(Math.abs(actual[i] - expected[i]) <= 1e-4 * rms))
      assert.fail(`value ${i} is ${actual[i]}, expected ${expected[i]} ± ${1e-4 * rms}`);
}

// Large and small tiles, mixed and alone, whole and hanging over by one to three; blocks, chunks and slices cut short; channels
// around panels of eight and blocks of 128; sums long enough to round; any padding.
const cases: [x: Shape4D, outChannels: number, pad: ConvAttributes['pad']][] = [
  [[1, 28, 28, 64], 128, 'same'],
  [[2, 14, 14, 32], 48, 'same'],
  [[3, 28, 28, 16], 20, 'same'],
  [[4, 13, 10, 20], 36, 'valid'],
  [[3, 9, 12, 16], 140, 2],
  [[9, 5, 6, 24], 16, 'same'],
  [[2, 14, 14, 256], 16, 'same'],
  [[5, 8, 12, 16], 16, 'same'],
  // Sixteen chunks of two slices.
  [[64, 28, 28, 16], 16, 'same'],
  [
    [4, 11, 9, 16],
    28,
    [
      [0, 0],
      [0, 2],
      [2, 1],
      [0, 0],
    ],
  ],
];

/** Sizes that hang over tiles of four and six in every way; channels in whole panels and not. */
const anyCase = fc
  .record({
    batch: fc.integer({ min: 1, max: 6 }),
    height: fc.integer({ min: 3, max: 17 }),
    width: fc.integer({ min: 3, max: 17 }),
    inChannels: fc.integer({ min: 16, max: 27 }),
    outChannels: fc.integer({ min: 16, max: 27 }),
    pad: fc.constantFrom<ConvAttributes['pad']>('same', 'valid', 1, 2),
  })
  .map(({ batch, height, width, inChannels, outChannels, pad }) => {
    const x: Shape4D = [batch, height, width, inChannels];
    const filter: Shape4D = [3, 3, inChannels, outChannels];
    return prepareCase(x, filter, pad);
  })
  .filter(({ g }) => usesWinograd(g) && usesWinograd(turnGeometry(g)));

function prepareCase(shape: Shape4D, filterShape: Shape4D, pad: ConvAttributes['pad']) {
  const attributes: ConvAttributes = {
    ...{ strides: [1, 1], dilations: [1, 1], dataFormat: 'NHWC', pad },
    dimRoundingMode: typeof pad === 'number' ? 'floor' : undefined,
  };
  const g = convGeometryOf(shape, filterShape, attributes);
  const yShape: Shape4D = [g.batch, g.outHeight, g.outWidth, g.outChannels];
  return { attributes, g, shape, filterShape, yShape };
}

suiteOfBuilds('conv2d() by Winograd', () => {
  test('matches the reference in all three directions for 60 random shapes', () => {
    const check = ({ attributes, g, shape, filterShape, yShape }: ReturnType<typeof prepareCase>) => {
      const values = createUnitValues(shape[1] * shape[2] + g.outChannels);
      const [x, filter, dy] = [shape, filterShape, yShape].map((s) => values(tf.util.sizeFromShape(s)));
      const tensors = {
        x: tf.tensor4d(x, shape),
        filter: tf.tensor4d(filter, filterShape),
        dy: tf.tensor4d(dy, yShape),
      };
      const run = (name: string, [a, b]: (keyof typeof tensors)[], more = {}) =>
        runKernel(name, { [a]: tensors[a], [b]: tensors[b] }, { ...attributes, ...more }).values;
      const y = run('Conv2D', ['x', 'filter']);
      const dx = run('Conv2DBackpropInput', ['dy', 'filter'], { inputShape: shape });
      const dFilter = run('Conv2DBackpropFilter', ['x', 'dy'], { filterShape });
      tf.dispose(tensors);
      assertRelativelyClose(y, conv2dReference(g, x, filter));
      assertRelativelyClose(dx, conv2dBackpropInputReference(g, dy, filter));
      assertRelativelyClose(dFilter, conv2dBackpropFilterReference(g, x, dy));
    };
    fc.assert(fc.property(anyCase, check), { numRuns: 60, seed: 21 });
  });

  for (const [shape, outChannels, pad] of cases) {
    const name = `x=[${shape.join()}] f=[3,3,${shape[3]},${outChannels}] ${JSON.stringify(pad)}`;
    const filterShape: Shape4D = [3, 3, shape[3], outChannels];
    const { attributes, g, yShape } = prepareCase(shape, filterShape, pad);
    const values = createUnitValues(shape[1] + outChannels);
    const [x, filter, dy] = [shape, filterShape, yShape].map((s) => values(tf.util.sizeFromShape(s)));

    test(`matches the reference for ${name}`, () => {
      assert.isTrue(usesWinograd(g));
      const bias = values(outChannels);
      const tensors = {
        x: tf.tensor4d(x, shape),
        filter: tf.tensor4d(filter, filterShape),
        bias: tf.tensor1d(bias),
      };
      const plain = runKernel('Conv2D', { x: tensors.x, filter: tensors.filter }, attributes);
      const fused = runKernel('FusedConv2D', tensors, { ...attributes, activation: 'relu' });
      tf.dispose(tensors);
      const expected = conv2dReference(g, x, filter);
      assertRelativelyClose(plain.values, expected);
      assertRelativelyClose(
        fused.values,
        expected.map((value, i) => Math.max(0, value + bias[i % outChannels])),
      );
    });

    for (const [pool, relu] of [
      [2, true],
      [1, false],
    ] as const)
      test(`takes in a norm${relu ? ', ReLU' : ''}${pool === 2 ? ' and max pool' : ''} for ${name}`, () => {
        const epsilon = 1e-3;
        const [bias, gamma, beta, mean] = [1, 2, 3, 4].map(() => values(outChannels));
        // About that of the convolution: a channel far larger than the others would hide what they should be.
        const variance = values(outChannels).map((value) => 9 * shape[3] * (0.5 + value * value));
        const channels = { bias, gamma, beta, mean, variance };
        const tensors = {
          x: tf.tensor4d(x, shape),
          filter: tf.tensor4d(filter, filterShape),
          ...Object.fromEntries(Object.entries(channels).map(([key, data]) => [key, tf.tensor1d(data)])),
        };
        const found = runKernel('AeConvNormReluPool', tensors, { ...attributes, epsilon, relu, pool });
        tf.dispose(tensors);
        const linear = conv2dReference(g, x, filter).map((value, i) => value + bias[i % outChannels]);
        const statistics = { mean: Float64Array.from(mean), variance: Float64Array.from(variance) };
        const setting = { shape: yShape, epsilon, relu, pool };
        const { y, yShape: pooled } = normReluPoolReference(setting, { x: linear, gamma, beta }, statistics);
        assert.deepEqual(found.shape, pooled);
        assertRelativelyClose(found.values, y);
      });

    test(`gives the input gradient for ${name}`, () => {
      assert.isTrue(usesWinograd(turnGeometry(g)));
      const tensors = { dy: tf.tensor4d(dy, yShape), filter: tf.tensor4d(filter, filterShape) };
      const { values: dx } = runKernel('Conv2DBackpropInput', tensors, {
        ...attributes,
        inputShape: shape,
      });
      tf.dispose(tensors);
      assertRelativelyClose(dx, conv2dBackpropInputReference(g, dy, filter));
    });

    test(`gives the filter gradient for ${name}`, () => {
      const tensors = { x: tf.tensor4d(x, shape), dy: tf.tensor4d(dy, yShape) };
      const { values: dFilter } = runKernel('Conv2DBackpropFilter', tensors, {
        ...attributes,
        filterShape,
      });
      tf.dispose(tensors);
      assertRelativelyClose(dFilter, conv2dBackpropFilterReference(g, x, dy));
    });
  }

  test('leaves nothing of an earlier input in its scratch', () => {
    // Edges read zeros that are written anew for each tile; NaN left behind would show.
    const shape: Shape4D = [3, 12, 12, 16];
    const values = createUnitValues(1);
    const x = tf.tensor4d(values(tf.util.sizeFromShape(shape)), shape);
    const filter = tf.tensor4d(values(9 * 16 * 16), [3, 3, 16, 16]);
    const attributes = { strides: [1, 1], dilations: [1, 1], dataFormat: 'NHWC', pad: 'same' };
    const { values: before } = runKernel('Conv2D', { x, filter }, attributes);
    const poison = tf.fill(shape, NaN);
    const { values: poisoned } = runKernel('Conv2D', { x: poison, filter }, attributes);
    const { values: after } = runKernel('Conv2D', { x, filter }, attributes);
    tf.dispose([x, filter, poison]);
    assert.isTrue(poisoned.every(Number.isNaN));
    assert.deepEqual(after, before);
  });
});

import { assert } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import fc from 'fast-check';
import {
  convGeometryOf,
  type ConvAttributes,
  type ConvGeometry,
} from '../../../src/engine/kernels/conv-geometry.ts';
import { conv2dBackpropFilterReference } from '../../../src/engine/kernels/reference/conv2d-backprop-filter.ts';
import { conv2dBackpropInputReference } from '../../../src/engine/kernels/reference/conv2d-backprop-input.ts';
import { conv2dReference } from '../../../src/engine/kernels/reference/conv2d.ts';
import {
  assertWithinRounding,
  createValues,
  runKernel,
  suiteOfBuilds,
} from '../../helpers/kernel-testing.ts';

type Shape4D = [number, number, number, number];

interface ConvCase {
  x: Shape4D;
  f: Shape4D;
  strides?: [number, number];
  dilations?: [number, number];
  pad?: ConvAttributes['pad'];
}

const name = ({ x, f, strides = [1, 1], dilations = [1, 1], pad = 'same' }: ConvCase): string =>
  `x=[${x.join()}] f=[${f.join()}] s=[${strides.join()}] d=[${dilations.join()}] ${
    typeof pad === 'object' ? `pad=${JSON.stringify(pad)}` : pad
  }`;

function describe({ x, f, strides = [1, 1], dilations = [1, 1], pad = 'same' }: ConvCase) {
  const dimRoundingMode = typeof pad === 'number' ? ('floor' as const) : undefined;
  const attributes: ConvAttributes = { strides, pad, dilations, dataFormat: 'NHWC', dimRoundingMode };
  return { attributes, g: convGeometryOf(x, f, attributes) };
}

function prepare(shapes: ConvCase) {
  const { x, f } = shapes;
  const { attributes, g } = describe(shapes);
  const values = createValues(tf.util.sizeFromShape(x) * 31 + tf.util.sizeFromShape(f));
  const y: Shape4D = [g.batch, g.outHeight, g.outWidth, g.outChannels];
  return {
    ...{ g, attributes, y },
    xValues: values(tf.util.sizeFromShape(x)),
    filterValues: values(tf.util.sizeFromShape(f)),
    dyValues: values(tf.util.sizeFromShape(y)),
    biasValues: values(g.outChannels),
  };
}

function checkForward(shapes: ConvCase): void {
  const { g, attributes, y, xValues, filterValues, biasValues } = prepare(shapes);
  const x = tf.tensor4d(xValues, shapes.x);
  const filter = tf.tensor4d(filterValues, shapes.f);
  const bias = tf.tensor1d(biasValues);
  const plain = runKernel('Conv2D', { x, filter }, attributes);
  const fused = runKernel('FusedConv2D', { x, filter, bias }, { ...attributes, activation: 'relu' });
  tf.dispose([x, filter, bias]);
  const expected = conv2dReference(g, xValues, filterValues);
  const depth = g.filterHeight * g.filterWidth * g.inChannels;
  assert.deepEqual(plain.shape, y);
  assert.deepEqual(fused.shape, y);
  assertWithinRounding(plain.values, expected, depth);
  assertWithinRounding(
    fused.values,
    expected.map((value, i) => Math.max(0, value + biasValues[i % g.outChannels])),
    depth + 1,
  );
}

function checkInputGradient(shapes: ConvCase): void {
  const { g, attributes, y, filterValues, dyValues } = prepare(shapes);
  const dy = tf.tensor4d(dyValues, y);
  const filter = tf.tensor4d(filterValues, shapes.f);
  const { values, shape } = runKernel(
    'Conv2DBackpropInput',
    { dy, filter },
    { ...attributes, inputShape: shapes.x },
  );
  tf.dispose([dy, filter]);
  assert.deepEqual(shape, shapes.x);
  const depth = g.filterHeight * g.filterWidth * g.outChannels;
  assertWithinRounding(values, conv2dBackpropInputReference(g, dyValues, filterValues), depth);
}

function checkFilterGradient(shapes: ConvCase): void {
  const { g, attributes, y, xValues, dyValues } = prepare(shapes);
  const x = tf.tensor4d(xValues, shapes.x);
  const dy = tf.tensor4d(dyValues, y);
  const { values, shape } = runKernel(
    'Conv2DBackpropFilter',
    { x, dy },
    { ...attributes, filterShape: shapes.f },
  );
  tf.dispose([x, dy]);
  assert.deepEqual(shape, shapes.f);
  const depth = g.batch * g.outHeight * g.outWidth;
  assertWithinRounding(values, conv2dBackpropFilterReference(g, xValues, dyValues), depth);
}

const cases: ConvCase[] = [
  // The layers of the presets, with few images and uneven channels.
  { x: [3, 28, 28, 1], f: [3, 3, 1, 64] },
  { x: [2, 14, 14, 19], f: [3, 3, 19, 21] },
  { x: [5, 7, 7, 30], f: [1, 1, 30, 1] },
  { x: [3, 13, 13, 6], f: [3, 3, 6, 1] },
  { x: [2, 28, 28, 1], f: [3, 3, 1, 16], strides: [2, 2] },
  { x: [3, 14, 14, 16], f: [4, 4, 16, 32], strides: [2, 2] },
  { x: [3, 28, 28, 1], f: [4, 4, 1, 16], strides: [2, 2] },
  // One pixel, one channel, filters larger than what they see.
  { x: [1, 1, 1, 1], f: [1, 1, 1, 1] },
  { x: [1, 1, 1, 3], f: [3, 3, 3, 2] },
  { x: [1, 2, 3, 2], f: [7, 7, 2, 3] },
  { x: [2, 9, 9, 5], f: [1, 7, 5, 3], pad: 'valid', strides: [2, 1] },
  // Strides that leave pixels unseen, explicit padding, padding wider than the filter.
  { x: [2, 11, 10, 3], f: [2, 2, 3, 9], strides: [3, 4], pad: 'valid' },
  { x: [2, 7, 5, 3], f: [3, 3, 3, 4], strides: [2, 2] },
  { x: [1, 6, 6, 4], f: [3, 3, 4, 8], pad: 2 },
  { x: [1, 5, 5, 2], f: [1, 1, 2, 3], pad: 1 },
  {
    x: [2, 5, 6, 2],
    f: [2, 3, 2, 3],
    pad: [
      [0, 0],
      [0, 2],
      [1, 3],
      [0, 0],
    ],
  },
  // A patch longer than a run of k; more pixels than a chunk.
  { x: [1, 5, 5, 80], f: [3, 3, 80, 9] },
  { x: [20, 17, 16, 2], f: [3, 3, 2, 3] },
];
/** Enough images, and whole panels of channels, for windows of padded images in place of patches. */
const windowed: ConvCase[] = [
  { x: [9, 14, 14, 16], f: [3, 3, 16, 32], strides: [2, 2] },
  { x: [67, 7, 5, 16], f: [4, 4, 16, 8], strides: [2, 2] },
  { x: [8, 9, 7, 8], f: [5, 5, 8, 16] },
  { x: [11, 6, 6, 24], f: [1, 1, 24, 8], strides: [2, 2] },
  { x: [8, 10, 11, 16], f: [2, 3, 16, 8], strides: [3, 4], pad: 'valid' },
  { x: [8, 5, 5, 8], f: [7, 7, 8, 8], strides: [2, 1] },
  { x: [8, 6, 6, 8], f: [3, 3, 8, 8], strides: [2, 2], pad: 2 },
  { x: [8, 1, 1, 8], f: [3, 3, 8, 8] },
  // Too large for scratch.
  { x: [8, 40, 50, 40], f: [2, 2, 40, 8], strides: [9, 9] },
];
const dilated: ConvCase[] = [
  { x: [2, 9, 11, 3], f: [3, 3, 3, 5], dilations: [2, 3] },
  { x: [1, 12, 12, 4], f: [2, 4, 4, 2], dilations: [3, 2], pad: 'valid' },
];
/** tfjs takes strides or dilations, not both, and differentiates no dilated convolution. */
const anyCase = (maxDilation: number) =>
  fc
    .record({
      x: fc.tuple(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 20 }),
      ),
      filter: fc.tuple(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 20 }),
      ),
      strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      dilations: fc.tuple(fc.integer({ min: 1, max: maxDilation }), fc.integer({ min: 1, max: maxDilation })),
      pad: fc.constantFrom<ConvAttributes['pad']>('same', 'valid', 0, 1, 2),
    })
    .map(({ x, filter: [height, width, out], strides, dilations, pad }): ConvCase => ({
      ...{ x, strides, pad },
      f: [height, width, x[3], out],
      dilations: strides.every((stride) => stride === 1) ? dilations : [1, 1],
    }))
    .filter((shapes) => hasOutput(describe(shapes).g));
/** tfjs takes the height of a filter for its width too where the padding is a number, and then finds none for some. */
const hasOutput = (g: ConvGeometry): boolean => g.outHeight > 0 && g.outWidth > 0;
const property = (check: (shapes: ConvCase) => void, maxDilation = 1) =>
  fc.assert(fc.property(anyCase(maxDilation), check), { numRuns: 300, seed: 20 });

const anyWindowed = fc
  .record({
    images: fc.tuple(
      fc.integer({ min: 8, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
    ),
    channels: fc.tuple(fc.constantFrom(8, 16, 24), fc.constantFrom(8, 16)),
    filter: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    pad: fc.constantFrom<ConvAttributes['pad']>('same', 'valid', 0, 1, 2),
  })
  .map(({ images, channels: [inner, outer], filter, strides, pad }): ConvCase => ({
    ...{ x: [...images, inner], f: [...filter, inner, outer], strides, pad },
  }))
  .filter((shapes) => hasOutput(describe(shapes).g));
const windowedProperty = (check: (shapes: ConvCase) => void) =>
  fc.assert(fc.property(anyWindowed, check), { numRuns: 50, seed: 21 });

suiteOfBuilds('conv2d()', () => {
  for (const shapes of [...cases, ...windowed, ...dilated])
    test(`matches the reference for ${name(shapes)}`, () => checkForward(shapes));
  test('matches the reference for 300 random shapes', () => property(checkForward, 3));
  test('matches the reference for fifty random shapes with many images', () =>
    windowedProperty(checkForward));

  test('throws TypeError for channels first', () => {
    const x = tf.zeros([1, 2, 4, 4]);
    const filter = tf.zeros([3, 3, 2, 2]);
    const attributes = { strides: [1, 1], pad: 'same', dataFormat: 'NCHW', dilations: [1, 1] };
    assert.throws(() => runKernel('Conv2D', { x, filter }, attributes), TypeError, 'NHWC');
    tf.dispose([x, filter]);
  });
});

suiteOfBuilds('conv2dBackpropInput()', () => {
  for (const shapes of [...cases, ...windowed])
    test(`matches the reference for ${name(shapes)}`, () => checkInputGradient(shapes));
  test('matches the reference for 300 random shapes', () => property(checkInputGradient));
  test('matches the reference for fifty random shapes with many images', () =>
    windowedProperty(checkInputGradient));
});

suiteOfBuilds('conv2dBackpropFilter()', () => {
  for (const shapes of [...cases, ...windowed])
    test(`matches the reference for ${name(shapes)}`, () => checkFilterGradient(shapes));
  test('matches the reference for 300 random shapes', () => property(checkFilterGradient));
  test('matches the reference for fifty random shapes with many images', () =>
    windowedProperty(checkFilterGradient));
});

suiteOfBuilds('gradients of tf.conv2d and tf.conv2dTranspose', () => {
  const functions: Record<string, (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor4D> = {
    'conv2d same': (x, filter) => tf.conv2d(x, filter, 1, 'same'),
    'conv2d valid stride 2': (x, filter) => tf.conv2d(x, filter, 2, 'valid'),
    'conv2dTranspose stride 2': (x, filter) =>
      tf.conv2dTranspose(x, tf.transpose(filter, [0, 1, 3, 2]), [2, 12, 10, 4], 2, 'same'),
  };
  for (const [title, convolve] of Object.entries(functions))
    test(`agree with finite differences for ${title}`, () => {
      const values = createValues(3);
      const x = tf.tensor4d(values(2 * 6 * 5 * 3), [2, 6, 5, 3]);
      const filter = tf.tensor4d(values(3 * 3 * 3 * 4), [3, 3, 3, 4]);
      const [xStep, filterStep] = [
        tf.tensor4d(values(x.size), x.shape),
        tf.tensor4d(values(filter.size), filter.shape),
      ];
      const f = (a: tf.Tensor4D, b: tf.Tensor4D): tf.Scalar => tf.sum(tf.square(convolve(a, b)));
      const [dx, dFilter] = tf.grads(f as (...inputs: tf.Tensor[]) => tf.Tensor)([x, filter]);
      // Along one direction through both: the slope and the gradient's part in it. f is smooth (of degree 4).
      const step = 1e-2;
      const [ahead, behind, slope] = tf.tidy(() => [
        f(tf.add(x, tf.mul(xStep, step)), tf.add(filter, tf.mul(filterStep, step))).dataSync()[0],
        f(tf.sub(x, tf.mul(xStep, step)), tf.sub(filter, tf.mul(filterStep, step))).dataSync()[0],
        tf.add(tf.sum(tf.mul(dx, xStep)), tf.sum(tf.mul(dFilter, filterStep))).dataSync()[0],
      ]);
      tf.dispose([x, filter, xStep, filterStep, dx, dFilter]);
      assert.closeTo((ahead - behind) / (2 * step), slope, 2e-3 * Math.max(1, Math.abs(slope)));
    });
});

import { assert } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import fc from 'fast-check';
import { convGeometryOf } from '../../../src/engine/kernels/conv-geometry.ts';
import { poolGeometryOf, type PoolAttributes } from '../../../src/engine/kernels/pool-geometry.ts';
import { avgPoolReference } from '../../../src/engine/kernels/reference/avg-pool.ts';
import { conv2dBackpropFilterReference } from '../../../src/engine/kernels/reference/conv2d-backprop-filter.ts';
import { conv2dBackpropInputReference } from '../../../src/engine/kernels/reference/conv2d-backprop-input.ts';
import { conv2dReference } from '../../../src/engine/kernels/reference/conv2d.ts';
import { depthwiseGradsReference } from '../../../src/engine/kernels/reference/depthwise-grads.ts';
import { maxPoolGradReference, maxPoolReference } from '../../../src/engine/kernels/reference/max-pool.ts';
import {
  assertWithinRounding,
  createValues,
  runKernel,
  suiteOfBuilds,
} from '../../helpers/kernel-testing.ts';

type Pair = [number, number];
type Shape4D = [number, number, number, number];

const size = (shape: readonly number[]): number => tf.util.sizeFromShape([...shape]);
const upTo = (max: number) => fc.integer({ min: 1, max });
const pairUpTo = (max: number) => fc.tuple(upTo(max), upTo(max));

const roundingOf = (pad: string | number) => (typeof pad === 'number' ? ('floor' as const) : undefined);

/** Windows 1×1 to 7×7 on images of odd and even sizes, one image or a few, strides that leave pixels out. */
const anyWindow = fc
  .record({
    x: fc.tuple(upTo(3), upTo(13), upTo(13), upTo(19)),
    window: pairUpTo(7),
    strides: pairUpTo(3),
    pad: fc.constantFrom<'same' | 'valid' | number>('same', 'valid', 0, 1, 2),
  })
  .filter(({ x, window: filterSize, strides, pad }) => {
    // tfjs takes the height of a window for its width too where the padding is a number, and then finds none for some.
    const attrs = { filterSize, strides, pad, dimRoundingMode: roundingOf(pad) };
    return poolGeometryOf(x, attrs).outShape.every((length) => length > 0);
  });

function check<T>(arbitrary: fc.Arbitrary<T>, assertion: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, assertion), { numRuns: 300, seed: 22 });
}

suiteOfBuilds('pools', () => {
  /** Values on a coarse grid, so that many windows have several largest ones. */
  const createTied = (seed: number) => {
    const values = createValues(seed);
    return (count: number) => values(count).map((value) => Math.round(4 * value) / 4);
  };
  const anyPool = fc.tuple(anyWindow, fc.boolean()).map(([{ x, window, strides, pad }, isTied]) => {
    const attrs: PoolAttributes = { filterSize: window, strides, pad, dimRoundingMode: roundingOf(pad) };
    return { x, attrs, isTied };
  });

  test('take the largest value, and lead its gradient back, for 300 random shapes', () =>
    check(anyPool, ({ x: shape, attrs, isTied }) => {
      const info = poolGeometryOf(shape, attrs);
      // tfjs takes these for copies.
      if (size(attrs.filterSize as Pair) === 1) return;
      const [xValues, dyValues] = [
        (isTied ? createTied : createValues)(size(shape))(size(shape)),
        createValues(7)(size(info.outShape)),
      ];
      const input = tf.tensor4d(xValues, shape);
      const dy = tf.tensor4d(dyValues, info.outShape);
      const output = tf.engine().runKernel<tf.Tensor>('MaxPool', { x: input }, { ...attrs });
      const dx = runKernel('MaxPoolGrad', { dy, input, output }, attrs);
      assert.deepEqual([...output.dataSync()], [...maxPoolReference(info, xValues)]);
      assertWithinRounding(dx.values, maxPoolGradReference(info, xValues, dyValues), 49);
      tf.dispose([input, dy, output]);
    }));

  test('average, and share their gradient, for 300 random shapes', () =>
    check(anyPool, ({ x: shape, attrs }) => {
      const { filterSize, strides, pad, dimRoundingMode } = attrs;
      const info = poolGeometryOf(shape, attrs);
      if (size(filterSize as Pair) === 1) return;
      const xValues = createValues(size(shape))(size(shape));
      const dyValues = createValues(7)(size(info.outShape));
      const x = tf.tensor4d(xValues, shape);
      const dy = tf.tensor4d(dyValues, info.outShape);
      const { values } = runKernel('AvgPool', { x }, attrs);
      const expected = avgPoolReference(info, xValues);
      assertWithinRounding(
        values.map((value, i) => (Number.isNaN(expected[i]) ? 0 : value)),
        expected.map((value) => value || 0),
        49,
      );
      // tfjs' own gradient divides by the whole window, padding or not, unlike the forward pass. Where windows lie
      // within the image, <average(x), dy> = <x, gradient(dy)>.
      if (pad === 'valid') {
        const average = (image: tf.Tensor) =>
          tf.avgPool(image as tf.Tensor4D, filterSize, strides, pad, dimRoundingMode);
        const dx = tf.grad(average)(x, dy);
        const dot = (a: ArrayLike<number>, b: Float32Array) => b.reduce((sum, v, i) => sum + v * a[i], 0);
        assert.closeTo(dot(dx.dataSync<'float32'>(), xValues), dot(expected, dyValues), 1e-5 * size(shape));
        dx.dispose();
      }
      tf.dispose([x, dy]);
    }));
});

suiteOfBuilds('depthwise gradients', () => {
  const anyDepthwise = fc
    .record({ shapes: anyWindow, multiplier: upTo(3), dilations: pairUpTo(3) })
    .map(({ shapes: { x, window, strides, pad }, multiplier, dilations }) => ({
      ...{ x, strides, pad },
      filter: [...window, x[3], multiplier] as Shape4D,
      // tfjs takes strides or dilations, not both.
      dilations: strides.every((stride) => stride === 1) ? dilations : ([1, 1] as Pair),
    }))
    .map((shapes) => {
      const { x, filter, strides, dilations, pad } = shapes;
      const info = tf.backend_util.computeConv2DInfo(
        ...([x, filter, strides, dilations, pad, roundingOf(pad), true] as const),
      );
      return { ...shapes, info };
    })
    .filter(({ info }) => info.outHeight > 0 && info.outWidth > 0);

  test('match the reference for 300 random shapes', () =>
    check(anyDepthwise, ({ x: inputShape, filter: filterShape, strides, dilations, pad, info }) => {
      const values = createValues(size(inputShape));
      const [x, filter, dy] = [inputShape, filterShape, info.outShape].map((s) => values(size(s)));
      const expected = depthwiseGradsReference(info, x, filter, dy);
      const tensors = {
        x: tf.tensor4d(x, inputShape),
        filter: tf.tensor4d(filter, filterShape),
        dy: tf.tensor4d(dy, info.outShape),
      };
      const attrs = { strides, dilations, pad, dimRoundingMode: roundingOf(pad), inputShape, filterShape };
      const dx = runKernel(
        'DepthwiseConv2dNativeBackpropInput',
        { dy: tensors.dy, filter: tensors.filter },
        attrs,
      );
      const dFilter = runKernel(
        'DepthwiseConv2dNativeBackpropFilter',
        { x: tensors.x, dy: tensors.dy },
        attrs,
      );
      tf.dispose(tensors);
      assertWithinRounding(dx.values, expected.dx, size(filterShape));
      assertWithinRounding(dFilter.values, expected.dFilter, size(info.outShape) / info.outChannels);
    }));
});

suiteOfBuilds('tf.conv2dTranspose()', () => {
  const anyTransposed = fc.record({ shapes: anyWindow, inChannels: upTo(12) });

  test('and its gradients match the reference for 300 random shapes', () =>
    check(anyTransposed, ({ shapes: { x: outShape, window, strides, pad }, inChannels }) => {
      // What it computes is the input gradient of the convolution that leads from its output to its input.
      const filterShape: Shape4D = [...window, outShape[3], inChannels];
      const rounding = roundingOf(pad);
      const g = convGeometryOf(outShape, filterShape, {
        ...{ strides, pad, dataFormat: 'NHWC', dimRoundingMode: rounding },
      });
      const inShape: Shape4D = [g.batch, g.outHeight, g.outWidth, inChannels];
      const values = createValues(size(outShape));
      const [x, filter, dy] = [inShape, filterShape, outShape].map((s) => values(size(s)));
      const convolve = (image: tf.Tensor, weights: tf.Tensor) =>
        tf.conv2dTranspose(
          image as tf.Tensor4D,
          weights as tf.Tensor4D,
          ...([outShape, strides, pad, rounding] as const),
        );
      const outputs = tf.tidy(() => {
        const inputs = [tf.tensor4d(x, inShape), tf.tensor4d(filter, filterShape)];
        const gradients = tf.grads(convolve)(inputs, tf.tensor4d(dy, outShape));
        return [convolve(inputs[0], inputs[1]), ...gradients];
      });
      const [y, dx, dFilter] = outputs.map((tensor) => tensor.dataSync<'float32'>());
      tf.dispose(outputs);
      const taps = window[0] * window[1];
      assertWithinRounding(y, conv2dBackpropInputReference(g, x, filter), taps * inChannels);
      assertWithinRounding(dx, conv2dReference(g, dy, filter), taps * outShape[3]);
      assertWithinRounding(dFilter, conv2dBackpropFilterReference(g, dy, x), size(inShape) / inChannels);
    }));
});

import { assert } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import {
  convBiasActivation,
  convNormReluPoolInference,
  denseBiasActivation,
  dropout,
  normReluPool,
  normReluPoolInference,
  rootMeanSquaredError,
  transposedConvBiasActivation,
} from '../../../src/engine/kernels/index.ts';
import { runOn, startWasm } from '../../helpers/backends.ts';
import { assertNear, assertSameBits, randomValues } from '../../helpers/values.ts';

type Op = (...inputs: tf.Tensor[]) => tf.Tensor;

function tensors(shapes: number[][]): tf.Tensor[] {
  return shapes.map((shape, i) => tf.tensor(randomValues(shape, i + 1).data as Float32Array, shape));
}

/** y, and the gradients of Σ y·weight by each input. */
function valueAndGradients(op: Op, shapes: number[][]): tf.Tensor[] {
  const inputs = tensors(shapes);
  const y = op(...inputs);
  const weight = tf.tensor(randomValues(y.shape, 9).data as Float32Array, y.shape);
  return [y, ...tf.grads((...args: tf.Tensor[]) => tf.sum(tf.mul(op(...args), weight)))(inputs)];
}

async function assertEqualOnBothBackends(op: Op, shapes: number[][], tolerance: number): Promise<void> {
  const onWasm = await runOn('wasm', () => valueAndGradients(op, shapes));
  const onCpu = await runOn('cpu', () => valueAndGradients(op, shapes));
  onWasm.forEach((values, i) => assertNear(values, onCpu[i], tolerance, i === 0 ? 'y' : `gradient ${i - 1}`));
}

/** Compares each gradient with central differences along a direction, in float32: hence the wide tolerance. */
async function assertDifferences(op: Op, shapes: number[][]): Promise<void> {
  const [, ...gradients] = await runOn('wasm', () => valueAndGradients(op, shapes));
  const step = 1e-3; // small, so that few ReLUs switch on the way
  for (const [i, gradient] of gradients.entries()) {
    const direction = randomValues(shapes[i], 20 + i).data as Float32Array;
    const [difference] = await runOn('wasm', () => {
      const valueAt = (distance: number) => {
        const inputs = tensors(shapes);
        inputs[i] = tf.add(inputs[i], tf.mul(tf.tensor(direction, shapes[i]), distance));
        const y = op(...inputs);
        return tf.sum(tf.mul(y, tf.tensor(randomValues(y.shape, 9).data as Float32Array, y.shape)));
      };
      return [tf.div(tf.sub(valueAt(step), valueAt(-step)), 2 * step)];
    });
    const expected = gradient.data.reduce((sum, value, k) => sum + value * direction[k], 0);
    const scale = Math.max(1, Math.hypot(...gradient.data));
    assert.approximately(difference.data[0], expected, 0.02 * scale, `input ${i}`);
  }
}

suite('fused ops', () => {
  suiteSetup(startWasm);

  const convolutions: [number[], number[], Parameters<typeof convBiasActivation>[3]][] = [
    [[2, 6, 5, 3], [3, 3, 3, 4], { activation: 'relu' }],
    [[2, 6, 5, 3], [3, 3, 3, 4], { activation: 'linear', pad: 'valid' }],
    [[3, 7, 7, 1], [3, 3, 1, 16], { activation: 'relu', strides: 2 }],
    [[2, 5, 5, 8], [1, 1, 8, 1], { activation: 'relu' }],
    [[2, 6, 5, 3], [3, 3, 3, 1], { activation: 'sigmoid' }],
    [[1, 4, 4, 1], [3, 3, 1, 7], { activation: 'sigmoid' }],
  ];
  for (const [x, filter, options] of convolutions) {
    const op = ((...args: [tf.Tensor4D, tf.Tensor4D, tf.Tensor1D]) =>
      convBiasActivation(...args, options)) as Op;
    const shapes = [x, filter, [filter[3]]];
    test(`convBiasActivation() equals public ops on cpu for x=[${x.join()}] ${JSON.stringify(options)}`, () =>
      assertEqualOnBothBackends(op, shapes, 2e-5));
    test(`convBiasActivation() has the gradient of its differences for x=[${x.join()}] ${JSON.stringify(options)}`, () =>
      assertDifferences(op, shapes));
  }

  for (const activation of ['linear', 'relu', 'sigmoid'] as const) {
    for (const [batch, inputs, units] of [
      [1, 1, 1],
      [5, 17, 9],
      [13, 33, 50],
    ]) {
      const shapes = [[batch, inputs], [inputs, units], [units]];
      const op = ((x: tf.Tensor2D, weights: tf.Tensor2D, bias: tf.Tensor1D) =>
        denseBiasActivation(x, weights, bias, activation)) as Op;
      test(`denseBiasActivation() equals public ops on cpu for ${shapes.join(' · ')} ${activation}`, () =>
        assertEqualOnBothBackends(op, shapes, 2e-5));
      test(`denseBiasActivation() has the gradient of its differences for ${shapes.join(' · ')} ${activation}`, () =>
        assertDifferences(op, shapes));
    }

    for (const [x, filter, strides, pad, size] of [
      [[2, 3, 4, 5], [4, 4, 3, 5], [2, 2], 'same', [6, 8]],
      [[1, 1, 1, 1], [3, 3, 1, 1], [1, 1], 'valid', [3, 3]],
      [[3, 7, 5, 8], [4, 4, 1, 8], [2, 2], 'same', [14, 10]],
      [[2, 3, 3, 9], [5, 3, 17, 9], [3, 1], 'valid', [11, 5]],
    ] as [number[], number[], [number, number], 'same' | 'valid', [number, number]][]) {
      const shapes = [x, filter, [filter[2]]];
      const op = ((images: tf.Tensor4D, weights: tf.Tensor4D, bias: tf.Tensor1D) =>
        transposedConvBiasActivation(images, weights, bias, { strides, pad, size, activation })) as Op;
      test(`transposedConvBiasActivation() equals public ops on cpu for x=[${x.join()}] ${pad} ${activation}`, () =>
        assertEqualOnBothBackends(op, shapes, 2e-5));
      test(`transposedConvBiasActivation() has the gradient of its differences for x=[${x.join()}] ${activation}`, () =>
        assertDifferences(op, shapes));
    }
  }

  for (const options of [{ pool: 2 }, { pool: 1 }, { pool: 2, relu: false }] as const) {
    for (const x of [
      [2, 6, 4, 3],
      [3, 5, 7, 4],
    ]) {
      const shapes = [x, [x[3]], [x[3]]];
      const op = ((...args: [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D]) =>
        normReluPool(...args, options).y) as Op;
      test(`normReluPool() equals public ops on cpu for x=[${x.join()}] ${JSON.stringify(options)}`, () =>
        assertEqualOnBothBackends(op, shapes, 2e-5));
    }
  }

  test('normReluPool() has the gradient of its differences where nothing switches', () =>
    assertDifferences(
      ((x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D) =>
        normReluPool(x, gamma, beta, { relu: false, pool: 1 }).y) as Op,
      [[3, 4, 5, 2], [2], [2]],
    ));

  test('normReluPool() gives statistics that carry no gradient', async () => {
    for (const backend of ['wasm', 'cpu'] as const) {
      const [mean, variance, gradient] = await runOn(backend, () => {
        const [x, gamma, beta] = tensors([[2, 4, 4, 3], [3], [3]]) as [tf.Tensor4D, tf.Tensor1D, tf.Tensor1D];
        const outputs = normReluPool(x, gamma, beta);
        const loss = (value: tf.Tensor) => {
          const { y, mean: m, variance: v } = normReluPool(value as tf.Tensor4D, gamma, beta);
          return tf.addN([tf.sum(tf.mul(y, 0)), tf.sum(m), tf.sum(v)]);
        };
        const moments = tf.moments(x, [0, 1, 2]);
        return [
          tf.sub(outputs.mean, moments.mean),
          tf.sub(outputs.variance, moments.variance),
          tf.grad(loss)(x),
        ];
      });
      for (const values of [mean, variance, gradient]) {
        assertNear(values, { ...values, data: values.data.map(() => 0) }, 1e-6, backend);
      }
    }
  });

  test('normReluPoolInference() equals public ops on cpu', async () => {
    for (const pool of [1, 2] as const) {
      const compute = () => {
        const [x, gamma, beta, mean, variance] = tensors([[2, 5, 4, 6], [6], [6], [6], [6]]);
        const [x4, g, b, m] = [
          x as tf.Tensor4D,
          gamma as tf.Tensor1D,
          beta as tf.Tensor1D,
          mean as tf.Tensor1D,
        ];
        return [normReluPoolInference(x4, g, b, m, tf.square(variance as tf.Tensor1D), { pool })];
      };
      const [[y], [expected]] = [await runOn('wasm', compute), await runOn('cpu', compute)];
      assertNear(y, expected, 1e-4);
    }
  });

  // By Winograd, and as a convolution and a norm.
  for (const [channels, strides] of [
    [16, 1],
    [6, 1],
    [16, 2],
  ])
    test(`convNormReluPoolInference() equals public ops on cpu for ${channels} channels at stride ${strides}`, async () => {
      for (const pool of [1, 2] as const) {
        const compute = () => {
          const each = Array.from({ length: 5 }, () => [channels]);
          const [x, filter, ...rest] = tensors([[3, 13, 11, channels], [3, 3, channels, channels], ...each]);
          const [bias, gamma, beta, mean, deviation] = rest as tf.Tensor1D[];
          const norm = { gamma, beta, mean, variance: tf.add(tf.square(deviation), 1) as tf.Tensor1D };
          const images = x as tf.Tensor4D;
          return [
            convNormReluPoolInference(images, filter as tf.Tensor4D, bias, norm, {
              strides,
              pool,
              relu: pool === 2,
            }),
          ];
        };
        const [[y], [expected]] = [await runOn('wasm', compute), await runOn('cpu', compute)];
        assertNear(y, expected, 2e-4);
      }
    });

  for (const shape of [[1], [3, 5, 7], [2, 28, 28, 21]]) {
    const op = ((a: tf.Tensor, b: tf.Tensor) => rootMeanSquaredError(a, b, 1e-12)) as Op;
    test(`rootMeanSquaredError() equals public ops on cpu, gradients included, for [${shape.join()}]`, () =>
      assertEqualOnBothBackends(op, [shape, shape], 2e-6));
    test(`rootMeanSquaredError() has the gradient of its differences for [${shape.join()}]`, () =>
      assertDifferences(op, [shape, shape]));
  }

  test('rootMeanSquaredError() has a gradient of 0, not NaN, where there is no error', async () => {
    const values = await runOn('wasm', () => {
      const x = tf.tensor1d([0, 0.5, 1]);
      return [tf.grad((y) => rootMeanSquaredError(x, y, 1e-12))(x.clone())];
    });
    assert.deepEqual([...values[0].data].map(Math.abs), [0, 0, 0]);
  });

  test('dropout() has the same bits on wasm and cpu, gradient included', async () => {
    const op = (x: tf.Tensor) => dropout(x, 0.4, { seed: 0, step: 2, layer: 1 });
    const onWasm = await runOn('wasm', () => valueAndGradients(op, [[5, 49]]));
    const onCpu = await runOn('cpu', () => valueAndGradients(op, [[5, 49]]));
    onWasm.forEach((values, i) => assertSameBits(values, onCpu[i]));
  });

  test('name shapes that do not fit', () => {
    const [x, three] = tensors([[2, 4, 4, 3], [3]]) as [tf.Tensor4D, tf.Tensor1D];
    const filter = tf.zeros([3, 3, 3, 4]) as tf.Tensor4D;
    assert.throws(() => convBiasActivation(x, filter, three), TypeError, 'bias of shape [4], but found [3]');
    assert.throws(() => normReluPool(x, three, tf.zeros([4])), TypeError, 'beta of shape [3], but found [4]');
    assert.throws(
      () => normReluPool(three as unknown as tf.Tensor4D, three, three),
      TypeError,
      'x to have 4 axes',
    );
  });
});

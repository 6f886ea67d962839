import { assert } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { multiplyReference } from '../../../src/engine/kernels/reference/gemm.ts';
import {
  assertWithinRounding,
  createValues,
  runKernel,
  suiteOfBuilds,
} from '../../helpers/kernel-testing.ts';

suiteOfBuilds('batchMatMul()', () => {
  // Sizes around the tile (6×8), the block (48×128), runs of k (640, transposed 256) and single rows and columns.
  const shapes = [
    [1, 1, 1],
    [6, 8, 4],
    [7, 9, 5],
    [5, 7, 3],
    [48, 128, 33],
    [49, 137, 2],
    [97, 49, 257],
    [13, 16, 640],
    [6, 9, 641],
    [3, 130, 1300],
    [128, 49, 49],
  ];
  for (const [m, n, k] of shapes)
    for (const transposeA of [false, true])
      for (const transposeB of [false, true])
        test(`matches the reference for m=${m} n=${n} k=${k} transposeA=${transposeA} transposeB=${transposeB}`, () => {
          const values = createValues(m * 1000 + n + k);
          const a = values(m * k);
          const b = values(k * n);
          const tensors = {
            a: tf.tensor2d(a, transposeA ? [k, m] : [m, k]),
            b: tf.tensor2d(b, transposeB ? [n, k] : [k, n]),
          };
          const result = runKernel('BatchMatMul', tensors, { transposeA, transposeB });
          tf.dispose(tensors);
          assert.deepEqual(result.shape, [m, n]);
          assertWithinRounding(
            result.values,
            multiplyReference(a, b, { m, n, k, transposeA, transposeB }),
            k,
          );
        });

  const broadcasts: [number[], number[]][] = [
    [[3], [3]],
    [[1], [4]],
    [[4], [1]],
    [[2, 3], [3]],
    [
      [2, 1],
      [1, 3],
    ],
    [
      [2, 1, 3],
      [4, 1],
    ],
  ];
  for (const [aBatch, bBatch] of broadcasts)
    test(`broadcasts batches [${aBatch.join()}] and [${bBatch.join()}]`, () => {
      const [m, n, k] = [7, 10, 5];
      const values = createValues(11);
      const a = tf.tensor(values(tf.util.sizeFromShape(aBatch) * m * k), [...aBatch, m, k]);
      const b = tf.tensor(values(tf.util.sizeFromShape(bBatch) * k * n), [...bBatch, k, n]);
      const result = runKernel('BatchMatMul', { a, b }, { transposeA: false, transposeB: false });
      // The truth by public ops that know broadcasting: sum over k of a[…, m, k, 1]·b[…, 1, k, n].
      const expected = tf.tidy(() => tf.sum(tf.mul(tf.expandDims(a, -1), tf.expandDims(b, -3)), -2));
      assert.deepEqual(result.shape, expected.shape);
      assertWithinRounding(result.values, expected.dataSync(), 2 * k);
      tf.dispose([a, b, expected]);
    });

  test('gives zeros for an inner size of 0', () => {
    const a = tf.zeros([3, 0]);
    const b = tf.zeros([0, 9]);
    const { values, shape } = runKernel('BatchMatMul', { a, b }, { transposeA: false, transposeB: false });
    tf.dispose([a, b]);
    assert.deepEqual(shape, [3, 9]);
    assert.deepEqual([...values], new Array(27).fill(0));
  });

  test('keeps NaN in its row', () => {
    const a = tf.tensor2d([1, NaN, 2, 3], [2, 2]);
    const b = tf.ones([2, 3]);
    const { values } = runKernel('BatchMatMul', { a, b }, { transposeA: false, transposeB: false });
    tf.dispose([a, b]);
    assert.deepEqual([...values], [NaN, NaN, NaN, 5, 5, 5]);
  });

  test('throws TypeError when the inner sizes differ', () => {
    const a = tf.zeros([2, 3]);
    const b = tf.zeros([4, 2]);
    assert.throws(
      () => runKernel('BatchMatMul', { a, b }, { transposeA: false, transposeB: false }),
      TypeError,
      'found 3 and 4',
    );
    tf.dispose([a, b]);
  });
});

suiteOfBuilds('fusedMatMul()', () => {
  const activations = ['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu', 'prelu'] as const;
  for (const activation of activations)
    for (const biasShape of [undefined, [11], [1], [13, 11]])
      test(`equals the cpu backend's ops with ${activation} and bias [${biasShape?.join() ?? 'none'}]`, async () => {
        const values = createValues(5);
        const [m, n, k] = [13, 11, 9];
        const aValues = values(m * k).map((v) => 3 * v);
        const bValues = values(k * n);
        const biasValues = values(tf.util.sizeFromShape(biasShape ?? []));
        const alphaValues = values(n);
        const createTensors = () => ({
          a: tf.tensor2d(aValues, [m, k]),
          b: tf.tensor2d(bValues, [k, n]),
          bias: biasShape && tf.tensor(biasValues, biasShape),
          alpha: tf.tensor(alphaValues, [n]),
        });
        const actual = tf.tidy(() => {
          const { a, b, bias, alpha } = createTensors();
          const options = { a, b, bias, activation, preluActivationWeights: alpha, leakyreluAlpha: 0.3 };
          return tf.fused.matMul(options).dataSync().slice();
        });
        await tf.setBackend('cpu');
        const expected = tf.tidy(() => {
          const { a, b, bias, alpha } = createTensors();
          const linear = bias ? tf.add(tf.matMul(a, b), bias) : tf.matMul(a, b);
          const functions = {
            linear: () => linear,
            relu: () => tf.relu(linear),
            relu6: () => tf.relu6(linear),
            elu: () => tf.elu(linear),
            sigmoid: () => tf.sigmoid(linear),
            leakyrelu: () => tf.leakyRelu(linear, 0.3),
            prelu: () => tf.prelu(linear, alpha),
          };
          return functions[activation]().dataSync().slice();
        });
        await tf.setBackend('wasm');
        assertWithinRounding(actual, expected, 4 * k, 3);
      });
});

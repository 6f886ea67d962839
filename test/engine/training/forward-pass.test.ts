import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model as createModel } from '@tensorflow/tfjs-layers';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { assert } from '@open-wc/testing';
import { findPreset } from '../../../src/engine/models/index.ts';
import { ForwardPass } from '../../../src/engine/training/index.ts';
import { buildTinyAutoencoder, randomPixels, TINY_SHAPE } from '../../helpers/tiny-run.ts';

const STEP = { seed: 0, step: 0 };

/** Output, loss gradients by weight and moving statistics after one pass in training mode. */
function trainOnce(model: LayersModel, forward: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor) {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const target = tf.tensor(randomPixels(x.size, 9), x.shape);
  const { value, grads } = tf.variableGrads(
    () => tf.mean(tf.square(tf.sub(forward(x), target))) as tf.Scalar,
    variables,
  );
  return {
    loss: value.dataSync()[0],
    gradients: variables.map(({ name }) => grads[name].dataSync()),
    statistics: model.nonTrainableWeights.map((weight) => weight.read().dataSync()),
  };
}

function assertClose(found: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  assert.equal(found.length, expected.length, what);
  const scale = Array.from(expected).reduce((size, value) => Math.max(size, Math.abs(value)), 1e-3);
  Array.from(expected).forEach((value, i) => assert.closeTo(found[i], value, 1e-5 * scale, `${what}[${i}]`));
}

suite('ForwardPass', () => {
  suiteSetup(() => tf.setBackend('cpu'));
  teardown(() => tf.disposeVariables());

  for (const [name, shape, count] of [
    ['tiny', TINY_SHAPE, 3],
    ['compact', TINY_SHAPE, 2],
    ['seed', [4, 4, 1], 2],
  ] as [string, [number, number, number], number][]) {
    const build = () => (name === 'tiny' ? buildTinyAutoencoder() : findPreset(name).build(shape, 0));

    test(`equals model.apply in inference mode: ${name}`, () => {
      const { model } = build();
      tf.tidy(() => {
        const x = tf.tensor(randomPixels(count * shape[0] * shape[1]), [count, ...shape]);
        const expected = (model.apply(x, { training: false }) as tf.Tensor).dataSync();
        assertClose(new ForwardPass(model).infer(x).dataSync(), expected, 'output');
      });
    });
  }

  test('equals model.apply in training mode: loss, gradients and moving statistics', () => {
    const [fused, plain] = [buildTinyAutoencoder(0, 0).model, buildTinyAutoencoder(0, 0).model];
    tf.tidy(() => {
      const x = tf.tensor(randomPixels(3 * 64), [3, ...TINY_SHAPE]);
      const pass = new ForwardPass(fused);
      const found = trainOnce(fused, (images) => pass.train(images, STEP), x);
      const expected = trainOnce(plain, (images) => plain.apply(images, { training: true }) as tf.Tensor, x);
      assert.closeTo(found.loss, expected.loss, 1e-6);
      expected.gradients.forEach((gradient, i) =>
        assertClose(found.gradients[i], gradient, plain.trainableWeights[i].originalName),
      );
      expected.statistics.forEach((values, i) =>
        assertClose(found.statistics[i], values, plain.nonTrainableWeights[i].originalName),
      );
    });
  });

  test('drops by seed and step: the same again for the same, another mask for another', () => {
    const { model } = buildTinyAutoencoder(0, 0.5);
    const pass = new ForwardPass(model);
    tf.tidy(() => {
      const x = tf.tensor(randomPixels(2 * 64), [2, ...TINY_SHAPE]);
      const output = (seed: number, step: number) => [...pass.train(x, { seed, step }).dataSync()];
      const first = output(0, 0);
      assert.deepEqual(output(0, 0), first);
      assert.notDeepEqual(output(0, 1), first);
      assert.notDeepEqual(output(1, 0), first);
    });
  });

  test('refuses a model with branches', () => {
    const images = input({ shape: [4] });
    const dense = layers.dense({ units: 4 }).apply(images) as SymbolicTensor;
    const branched = createModel({
      inputs: images,
      outputs: layers.add().apply([images, dense]) as SymbolicTensor,
    });
    assert.throws(() => new ForwardPass(branched), TypeError, 'expected a chain of layers');
  });
});

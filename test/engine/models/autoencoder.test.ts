import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { presets } from '../../../src/engine/models/index.ts';
import {
  buildTinyAutoencoder,
  buildTinyClassifier,
  buildTinyVariational,
  randomPixels,
  TINY_SHAPE,
} from '../../helpers/tiny-run.ts';

suite('Autoencoder', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  test('has halves that together are the whole', () => {
    const { model, encoder, decoder } = buildTinyAutoencoder();
    tf.tidy(() => {
      const images = tf.tensor(randomPixels(2 * 64), [2, ...TINY_SHAPE]);
      const latents = encoder.predict(images) as tf.Tensor;
      assert.deepEqual(latents.shape, [2, 5]);
      const whole = (model.predict(images) as tf.Tensor).dataSync();
      assert.deepEqual((decoder.predict(latents) as tf.Tensor).dataSync(), whole);
    });
    tf.disposeVariables();
  });

  test('has one model of all weights, whose outputs are those of its views', () => {
    const pixels = randomPixels(2 * 64);
    tf.tidy(() => {
      const images = tf.tensor(pixels, [2, ...TINY_SHAPE]);
      const { whole, encoder, posterior } = buildTinyVariational();
      const [, logVariance] = (whole.predict(images) as tf.Tensor[]).map((output) => output.dataSync());
      const hidden = posterior!.trunk.predict(images) as tf.Tensor;
      const latents = (encoder.predict(images) as tf.Tensor).dataSync();
      assert.deepEqual((posterior!.mean.predict(hidden) as tf.Tensor).dataSync(), latents);
      assert.deepEqual((posterior!.logVariance.predict(hidden) as tf.Tensor).dataSync(), logVariance);
      const other = buildTinyClassifier();
      const [, classes] = (other.whole.predict(images) as tf.Tensor[]).map((output) => output.dataSync());
      const codes = other.encoder.predict(images) as tf.Tensor;
      assert.deepEqual((other.classifier!.predict(codes) as tf.Tensor).dataSync(), classes);
      assert.lengthOf(other.whole.weights, other.model.weights.length + 2);
    });
    tf.disposeVariables();
  });

  test('begins with weights that the seed alone decides, 0 too', () => {
    const weights = (seed: number) => {
      const autoencoder = buildTinyAutoencoder(seed);
      const values = autoencoder.model.weights.map((weight) => [...weight.read().dataSync()]);
      autoencoder.dispose();
      return values;
    };
    assert.deepEqual(weights(0), weights(0));
    assert.notDeepEqual(weights(0), weights(1));
  });

  test('begins with the uniform weights that Glorot and He prescribe, and zero biases', () => {
    const autoencoder = presets.compact.build([28, 28, 1], 0);
    const read = (name: string) =>
      autoencoder.model.weights
        .find(({ originalName }) => originalName === name)!
        .read()
        .dataSync<'float32'>();
    const kernel = read('dense/kernel'); // 1568 × 49
    const limit = Math.sqrt(6 / (1568 + 49));
    const largest = kernel.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
    assert.isBelow(largest, limit);
    assert.isAbove(largest, 0.999 * limit);
    const variance = kernel.reduce((sum, value) => sum + value * value, 0) / kernel.length;
    assert.closeTo(variance / (limit * limit), 1 / 3, 0.01);
    assert.isTrue(read('dense/bias').every((value) => value === 0));
    const wider = read('dense_1/kernel').reduce((size, value) => Math.max(size, Math.abs(value)), 0);
    assert.closeTo(wider, Math.sqrt(6 / 49), 0.001);
    assert.notEqual(kernel[0] / limit, read('dense_1/kernel')[0] / Math.sqrt(6 / 49));
    autoencoder.dispose();
  });

  test('frees all it has when disposed of', () => {
    const before = tf.memory().numTensors;
    for (const build of [buildTinyAutoencoder, buildTinyVariational, buildTinyClassifier]) {
      const autoencoder = build();
      assert.isAbove(tf.memory().numTensors, before);
      autoencoder.dispose();
      assert.equal(tf.memory().numTensors, before, build.name);
    }
  });
});

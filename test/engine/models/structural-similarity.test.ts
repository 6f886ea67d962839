import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { measureSsim } from '../../../src/engine/analysis/index.ts';
import { structuralSimilarity } from '../../../src/engine/models/index.ts';
import { randomPixels } from '../../helpers/tiny-run.ts';

suite('structuralSimilarity()', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  const size = 13 * 15;
  const [a, b] = [randomPixels(3 * size), randomPixels(5 * size).slice(2 * size)];
  const toImages = (values: Float32Array) => tf.tensor4d(values, [3, 13, 15, 1]);

  test('is the mean of what the analysis measures', () => {
    const similarity = tf.tidy(() => structuralSimilarity(toImages(a), toImages(b)).dataSync()[0]);
    const of = (values: Float32Array, at: number) => values.subarray(at * size, (at + 1) * size);
    const each = [0, 1, 2].map((at) => measureSsim(of(a, at), of(b, at), [13, 15]));
    assert.closeTo(similarity, (each[0] + each[1] + each[2]) / 3, 1e-5);
    assert.closeTo(
      tf.tidy(() => structuralSimilarity(toImages(a), toImages(a)).dataSync()[0]),
      1,
      1e-5,
    );
  });

  test('has the slope that differences show', () => {
    const [slopes, change] = tf.tidy(() => {
      const measure = (images: tf.Tensor) => structuralSimilarity(toImages(a), images as tf.Tensor4D);
      const towards = tf.mul(tf.sub(toImages(a), toImages(b)), 1e-2);
      const [before, after] = [tf.sub(toImages(b), towards), tf.add(toImages(b), towards)].map(
        (images) => measure(images).dataSync()[0],
      );
      const slope = tf.sum(tf.mul(tf.grad(measure)(toImages(b)), towards)).dataSync()[0];
      return [slope, (after - before) / 2];
    });
    assert.isAbove(change, 1e-3);
    assert.closeTo(slopes / change, 1, 0.02);
  });
});

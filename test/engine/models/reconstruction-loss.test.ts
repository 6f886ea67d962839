import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { reconstructionLoss } from '../../../src/engine/models/index.ts';

suite('reconstructionLoss()', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  test('is the root of the mean squared difference', () => {
    tf.tidy(() => {
      const loss = reconstructionLoss(tf.tensor2d([[0, 1], [1, 0]]), tf.tensor2d([[0.5, 1], [1, 1]])); // prettier-ignore
      assert.closeTo(loss.dataSync()[0], Math.sqrt((0.25 + 1) / 4), 1e-6);
    });
  });

  test('has a gradient of 0, not NaN, where the reconstruction is perfect', () => {
    tf.tidy(() => {
      const images = tf.tensor1d([0, 0.5, 1]);
      const gradient = tf.grad((x) => reconstructionLoss(images, x))(tf.tensor1d([0, 0.5, 1]));
      assert.deepEqual([...gradient.dataSync()].map(Math.abs), [0, 0, 0]);
    });
  });

  test('has the gradient d / (n · loss)', () => {
    tf.tidy(() => {
      const images = tf.tensor1d([0, 0.5, 1]);
      const gradient = tf.grad((x) => reconstructionLoss(images, x))(tf.tensor1d([0.1, 0.3, 1]));
      const loss = Math.sqrt((0.01 + 0.04) / 3);
      [0.1, -0.2, 0].forEach((d, i) => assert.closeTo(gradient.dataSync()[i], d / (3 * loss), 1e-6));
    });
  });
});

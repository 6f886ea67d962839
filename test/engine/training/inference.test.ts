import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { toBytes } from '../../../src/engine/datasets/index.ts';
import type { Autoencoder } from '../../../src/engine/models/index.ts';
import { imageRmse, Inference, INFERENCE_BATCH } from '../../../src/engine/training/index.ts';
import { rejection } from '../../helpers/idx.ts';
import { buildTinyAutoencoder, randomPixels } from '../../helpers/tiny-run.ts';

suite('Inference', () => {
  const count = 300; // more than one batch
  const data = randomPixels(count * 64);
  let autoencoder: Autoencoder;
  let inference: Inference;

  suiteSetup(async () => {
    await tf.setBackend('cpu');
    autoencoder = buildTinyAutoencoder();
    inference = new Inference(autoencoder);
  });
  suiteTeardown(() => autoencoder.dispose());

  test('encodes and decodes to what it reconstructs, and leaves no tensors', async () => {
    const { numTensors } = tf.memory();
    const latents = await inference.encode({ data, shape: [count, 8, 8, 1] });
    assert.deepEqual(latents.shape, [300, 5]);
    const decoded = await inference.decode(latents);
    const reconstructed = await inference.reconstruct({ data, shape: [count, 8, 8, 1] });
    assert.deepEqual(decoded, reconstructed);
    assert.deepEqual(reconstructed.shape, [300, 8, 8, 1]);
    assert.isTrue(reconstructed.data.every((pixel) => pixel >= 0 && pixel <= 1));
    assert.equal(tf.memory().numTensors, numTensors);
  });

  test('takes bytes as fractions of 255', async () => {
    const bytes = toBytes(data.subarray(0, 64));
    const floats = Float32Array.from(bytes, (byte) => byte / 255);
    const shape: [number, number, number, number] = [1, 8, 8, 1];
    assert.deepEqual(
      (await inference.encode({ data: bytes, shape })).data,
      (await inference.encode({ data: floats, shape })).data,
    );
  });

  test('answers one batch in the turn it was asked in, and gives way between batches', async () => {
    const turnsOf = async (images: number): Promise<number> => {
      let turns = 0;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        turns++;
        port2.postMessage(undefined);
      };
      port2.postMessage(undefined);
      await inference.decode({ data: new Float32Array(images * 5), shape: [images, 5] });
      port1.close();
      return turns;
    };
    assert.equal(await turnsOf(INFERENCE_BATCH), 0);
    assert.isAbove(await turnsOf(2 * INFERENCE_BATCH + 1), 0);
  });

  test('refuses images and latents of another shape', async () => {
    const images = await rejection(inference.encode({ data: new Uint8Array(98), shape: [2, 7, 7, 1] }));
    assert.instanceOf(images, TypeError);
    assert.include(images.message, 'expected 8 × 8 × 1 (height × width × channels), found 7 × 7 × 1');
    const latents = await rejection(inference.decode({ data: new Float32Array(8), shape: [2, 4] }));
    assert.instanceOf(latents, TypeError);
    assert.include(latents.message, 'expected count × 5 values, found 8 for shape [2, 4]');
  });
});

suite('imageRmse()', () => {
  test('gives one figure for each image', () => {
    const found = imageRmse(Float32Array.of(0, 0, 1, 1), Float32Array.of(0, 0, 1, 0.5), 2);
    assert.deepEqual([...found], [0, Math.fround(Math.sqrt(0.125))]);
  });

  test('refuses arrays of different lengths', () => {
    assert.throws(() => imageRmse(new Float32Array(4), new Float32Array(2), 2), TypeError);
  });
});

import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { measureCovariance } from '../../../src/engine/analysis/covariance.ts';
import { fitPca, type PixelRows } from '../../../src/engine/analysis/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

const COUNT = 1100;
const PIXELS = 141;

/** Bytes far from zero, each pixel leaning on the one before it: more than one block of rows and of columns. */
function makeBytes(): Uint8Array {
  const random = new RandomSequence(0, 'test', 5);
  const bytes = new Uint8Array(COUNT * PIXELS);
  let value = 0;
  for (let i = 0; i < bytes.length; i++) {
    value = 0.8 * value + random.normal(0, 8 + (i % PIXELS) / 20);
    bytes[i] = Math.round(Math.min(255, Math.max(0, 180 + value)));
  }
  return bytes;
}

const bytes = makeBytes();
const rows: PixelRows = {
  count: COUNT,
  pixels: PIXELS,
  read: (start, end) => bytes.slice(start * PIXELS, end * PIXELS),
};

/** Two passes in double precision. */
function bruteForce() {
  const mean = new Float64Array(PIXELS);
  bytes.forEach((byte, i) => (mean[i % PIXELS] += byte / 255 / COUNT));
  const matrix = new Float64Array(PIXELS * PIXELS);
  for (let row = 0; row < COUNT; row++) {
    const centred = mean.map((value, i) => bytes[row * PIXELS + i] / 255 - value);
    for (let i = 0; i < PIXELS; i++) {
      for (let j = 0; j < PIXELS; j++) matrix[i * PIXELS + j] += (centred[i] * centred[j]) / COUNT;
    }
  }
  return { mean, matrix };
}

suite('measureCovariance()', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  test('agrees with two passes in double precision', async () => {
    const expected = bruteForce();
    const { mean, matrix } = await measureCovariance(rows, async () => {});
    const largest = Math.max(...expected.matrix);
    mean.forEach((value, i) => assert.closeTo(value, expected.mean[i], 1e-7));
    matrix.forEach((value, i) => assert.closeTo(value, expected.matrix[i], 1e-6 * largest, `value ${i}`));
  });

  test('is symmetric to the bit, and leaves no tensors, even when it is ended', async () => {
    const { numTensors } = tf.memory();
    const { matrix } = await measureCovariance(rows, async () => {});
    for (let i = 0; i < PIXELS; i++) assert.equal(matrix[i * PIXELS + 3], matrix[3 * PIXELS + i]);
    let turns = 0;
    const endLater = async (): Promise<void> => {
      if (++turns === 6) throw new Error('enough');
    };
    const error = await fitPca(rows, 3, endLater).catch((reason: Error) => reason);
    assert.equal((error as Error).message, 'enough');
    assert.equal(tf.memory().numTensors, numTensors);
  });

  test('takes bytes from the buffer that it offers', async () => {
    const expected = await measureCovariance(rows, async () => {});
    const filling: PixelRows = {
      ...rows,
      read: (start, end, buffer) => {
        const piece = bytes.subarray(start * PIXELS, end * PIXELS);
        if (!buffer) return piece;
        buffer.set(piece);
        return buffer;
      },
    };
    assert.deepEqual(await measureCovariance(filling, async () => {}), expected);
  });
});

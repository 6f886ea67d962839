import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { crc32 } from '../../../src/engine/training/crc32.ts';
import { decodeCheckpoint, encodeCheckpoint, Trainer } from '../../../src/engine/training/index.ts';
import type { RunState } from '../../../src/engine/training/index.ts';
import { buildTinyAutoencoder, makeBars, TINY_CONFIG } from '../../helpers/tiny-run.ts';

suite('crc32()', () => {
  test('gives the check value of the standard', () => {
    assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  });
});

suite('encodeCheckpoint() and decodeCheckpoint()', () => {
  let state: RunState;
  let bytes: Uint8Array;

  suiteSetup(async () => {
    await tf.setBackend('cpu');
    const trainer = new Trainer(buildTinyAutoencoder(), makeBars(60), TINY_CONFIG);
    for await (const _ of trainer.run({ batches: 9 }));
    state = await trainer.readState();
    bytes = encodeCheckpoint(state);
    tf.disposeVariables();
  });

  test('are each other’s inverse, bit for bit', () => {
    assert.equal(state.history.length, 1);
    assert.equal(state.optimizer.iterations, 9);
    assert.deepEqual(decodeCheckpoint(bytes), state);
  });

  test('work at an odd place in a larger buffer', () => {
    const buffer = new Uint8Array(bytes.length + 3);
    buffer.set(bytes, 3);
    assert.deepEqual(decodeCheckpoint(buffer.subarray(3)), state);
  });

  const change = (at: number, value: number) => {
    const changed = bytes.slice();
    changed[at] ^= value;
    return changed;
  };
  for (const [kind, damage, message] of [
    ['nothing', () => new Uint8Array(), 'expected bytes that begin with "AERS"'],
    ['something else', () => change(0, 1), 'expected bytes that begin with "AERS"'],
    ['another version', () => change(4, 3), 'expected version 1, found version 2'],
    ['a flipped bit in a weight', () => change(bytes.length - 100, 1), 'found damaged or cut short data'],
    ['a flipped bit in the JSON part', () => change(40, 1), 'found damaged or cut short data'],
    ['a cut end', () => bytes.subarray(0, -4), 'found damaged or cut short data'],
  ] as [string, () => Uint8Array, string][]) {
    test(`refuse ${kind} and say so`, () => {
      assert.throws(() => decodeCheckpoint(damage()), message);
    });
  }

  test('refuse weights that are not finite', () => {
    const broken = structuredClone(state);
    broken.weights[0].data[0] = NaN;
    assert.throws(() => decodeCheckpoint(encodeCheckpoint(broken)), 'expected finite weights');
  });
});

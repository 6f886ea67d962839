import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { contextOf } from '../../../src/engine/kernels/define-kernel.ts';
import { findPreset } from '../../../src/engine/models/index.ts';
import { Learner } from '../../../src/engine/training/learner.ts';
import { estimateStepBytes, requireStepFits } from '../../../src/engine/training/step-memory.ts';
import type { WasmBackend } from '../../../src/engine/wasm/index.ts';
import { startWasm } from '../../helpers/backends.ts';
import { randomPixels } from '../../helpers/tiny-run.ts';

const SHAPE: [number, number, number] = [28, 28, 1];

function heapBytes(): number {
  return (tf.backend() as unknown as WasmBackend).wasm!.HEAPU8.buffer.byteLength;
}

suite('a step’s memory', () => {
  suiteSetup(startWasm);

  test('is at least, and not far above, what estimateStepBytes() says', () => {
    const autoencoder = findPreset('seed').build(SHAPE, 0);
    const learner = new Learner(autoencoder, { learningRate: 1e-3 });
    learner.learn({ pixels: randomPixels(8 * 784) }, { seed: 0, step: 0, epochs: 0 });
    const before = heapBytes();
    learner.learn({ pixels: randomPixels(96 * 784) }, { seed: 0, step: 1, epochs: 0 });
    const grown = heapBytes() - before;
    const { model } = autoencoder;
    const estimate = estimateStepBytes(model, 96) - estimateStepBytes(model, 8);
    assert.isAtLeast(grown, 0.7 * estimate);
    assert.isAtMost(grown, 3 * estimate);
    learner.dispose();
    autoencoder.dispose();
  });

  test('refuses a batch that cannot fit, and names one that does', () => {
    const { model } = findPreset('seed').build(SHAPE, 0);
    requireStepFits(model, 512);
    let message = '';
    try {
      requireStepFits(model, 8192);
    } catch (error) {
      assert.instanceOf(error, RangeError);
      message = (error as Error).message;
    }
    assert.match(message, /8192 images, which take at least \d+\.\d GiB; try \d+ or fewer/);
    const [, fitting] = /try (\d+)/.exec(message)!;
    assert.isAtLeast(Number(fitting), 256);
    assert.isAtMost(estimateStepBytes(model, Number(fitting)), 2 ** 31);
  });

  test('says how much was wanted where an allocation fails all the same', () => {
    const context = contextOf(tf.backend() as unknown as WasmBackend);
    const take = () => context.output([3 * 2 ** 28]);
    assert.throws(
      () => {
        take();
        take(); // 6 GiB: beyond what a 32-bit memory can hold
      },
      RangeError,
      /Expected 3072\.0 MiB of WebAssembly memory.*smaller batch/,
    );
  });
});

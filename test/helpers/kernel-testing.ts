import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { assert } from '@open-wc/testing';
import { disposeContext } from '../../src/engine/kernels/define-kernel.ts';
import { registerTrainingKernels, type TrainingKernelOptions } from '../../src/engine/kernels/index.ts';
import type { WasmBackend } from '../../src/engine/wasm/index.ts';

/** The wasm backend with our kernels, from the build in /dist/. */
export async function startWasmKernels(options: TrainingKernelOptions = {}): Promise<void> {
  setWasmPaths(new URL('/dist/wasm/', location.href).href);
  await tf.setBackend('wasm');
  await registerTrainingKernels({ baseUrl: new URL('/dist/', location.href).href, ...options });
}

/** One suite with relaxed SIMD and one without: two builds whose products are cut into tiles of different sizes. */
export function suiteOfBuilds(title: string, define: () => void): void {
  for (const deterministic of [false, true]) {
    suite(`${title}, ${deterministic ? 'plain' : 'relaxed'} SIMD`, () => {
      suiteSetup(async () => {
        await startWasmKernels();
        // The build is chosen once for a backend; begin anew.
        disposeContext(tf.backend() as unknown as WasmBackend);
        await startWasmKernels({ deterministic });
      });
      define();
    });
  }
}

/** Values in [−1, 1), the same for the same seed. */
export function createValues(seed: number): (count: number) => Float32Array {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  };
  return (count) => Float32Array.from({ length: count }, next);
}

/** Runs one kernel and returns what it computed; nothing stays behind. */
export function runKernel(
  name: string,
  inputs: Record<string, tf.Tensor>,
  attributes: object,
): { values: Float32Array; shape: number[] } {
  const output = tf.engine().runKernel<tf.Tensor>(name, inputs, { ...attributes });
  const result = { values: output.dataSync<'float32'>().slice(), shape: output.shape };
  output.dispose();
  return result;
}

/**
 * XNNPACK's bound for sums of `depth` products in float32 of values in [−1, 1]: every value must lie within it.
 * @param scale Bound of |a|·|b| where the values are larger.
 */
export function assertWithinRounding(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  depth: number,
  scale = 1,
): void {
  assert.strictEqual(actual.length, expected.length, 'number of values');
  const epsilon = 2 ** -23;
  const tolerance = scale * (depth * epsilon + epsilon);
  for (let i = 0; i < expected.length; i++)
    // The condition is turned so that NaN fails too.
    if (!(Math.abs(actual[i] - expected[i]) <= tolerance))
      assert.fail(`value ${i} is ${actual[i]}, expected ${expected[i]} ± ${tolerance}`);
}

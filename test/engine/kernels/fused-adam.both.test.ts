import { assert } from '@open-wc/testing';
import * as tf from '@tensorflow/tfjs-core';
import { FusedAdam } from '../../../src/engine/kernels/index.ts';
import { startWasm } from '../../helpers/backends.ts';
import { assertSameBits, randomValues } from '../../helpers/values.ts';

const shapes = [[3], [17, 5], [1], [130, 70], []];

/** Trains copies of the same variables for some steps on a loss that uses all of them; the last one gets no gradient at odd steps. */
function train(optimizer: tf.AdamOptimizer, variables: tf.Variable[], steps: number, from = 0): void {
  for (let step = from; step < from + steps; step++) {
    const used = step % 2 === 0 ? variables : variables.slice(0, -1);
    optimizer.applyGradients(
      variables.map((variable, i) => ({
        name: variable.name,
        tensor: (used.includes(variable)
          ? tf.tensor(randomValues(variable.shape, 100 * step + i).data as Float32Array, variable.shape)
          : null) as tf.Tensor,
      })),
    );
  }
}

function makeVariables(): tf.Variable[] {
  return shapes.map((shape, i) => tf.variable(tf.tensor(randomValues(shape, i).data as Float32Array, shape)));
}

function valuesOf(tensor: tf.Tensor) {
  return { data: tensor.dataSync<'float32'>(), shape: tensor.shape };
}

suite('FusedAdam', () => {
  suiteSetup(startWasm);

  test('makes the steps of the stock optimizer bit for bit', async () => {
    const [own, stock] = [makeVariables(), makeVariables()];
    const fused = new FusedAdam(0.01);
    const plain = new tf.AdamOptimizer(0.01, 0.9, 0.999, 1e-7);
    train(fused, own, 7);
    train(plain, stock, 7);
    own.forEach((variable, i) => assertSameBits(valuesOf(variable), valuesOf(stock[i]), `variable ${i}`));
    const [ownState, stockState] = [await fused.getWeights(), await plain.getWeights()];
    ownState.forEach(({ tensor }, i) => assertSameBits(valuesOf(tensor), valuesOf(stockState[i].tensor)));
    assert.strictEqual(ownState.length, 1 + 2 * shapes.length);
  });

  test('goes on from saved state as if it had never stopped', async () => {
    const [through, resumed] = [makeVariables(), makeVariables()];
    const first = new FusedAdam(0.01);
    train(first, through, 9);
    const before = new FusedAdam(0.01);
    train(before, resumed, 4);
    const saved = (await before.getWeights()).map(({ name, tensor }) => ({ name, tensor: tensor.clone() }));
    const after = new FusedAdam(0.01);
    await after.setWeights(saved);
    train(after, resumed, 5, 4);
    // tfjs restores beta^t by a power, not by repeated products: the last bits may differ.
    resumed.forEach((variable, i) => {
      const [a, b] = [variable.dataSync(), through[i].dataSync()];
      a.forEach((value, k) => assert.approximately(value, b[k], 1e-6));
    });
  });

  test('leaves tensors alone that shared memory with a variable', () => {
    const initial = tf.tensor1d([1, 2, 3]);
    const variable = tf.variable(initial);
    const optimizer = new FusedAdam(0.1);
    const snapshots: tf.Tensor[] = [initial];
    for (let step = 0; step < 3; step++) {
      optimizer.minimize(() => tf.sum(tf.square(variable)));
      snapshots.push(variable.clone());
    }
    const values = snapshots.map((tensor) => tensor.dataSync()[0]);
    assert.strictEqual(values[0], 1);
    assert.strictEqual(new Set(values).size, 4, `expected four different values, found ${values.join()}`);
  });

  test('is named and configured as Adam', () => {
    const optimizer = new FusedAdam(0.02);
    assert.strictEqual(optimizer.getClassName(), 'Adam');
    optimizer.setLearningRate(0.5);
    const config = { learningRate: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
    assert.deepEqual(optimizer.getConfig(), config);
    assert.throws(() => optimizer.setLearningRate(NaN), RangeError, 'found NaN');
    assert.throws(() => optimizer.setLearningRate(0), RangeError, 'found 0');
  });
});

import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { startWasm } from '../../helpers/backends.ts';

suite('identity()', () => {
  suiteSetup(startWasm);

  test('shares the bytes, and keeps them until the last owner is disposed', () => {
    const x = tf.tensor1d([1, 2, 3]);
    const y = tf.clone(x);
    const backend = tf.backend() as unknown as { refCount(dataId: object): number };
    assert.strictEqual(y.dataId, x.dataId);
    assert.equal(backend.refCount(y.dataId), 2);
    x.dispose();
    tf.fill([3], 9).dispose(); // would take over the freed place
    assert.deepEqual([...y.dataSync()], [1, 2, 3]);
    y.dispose();
  });

  test('leaves a clone its values when the variable is assigned anew', () => {
    const weight = tf.variable(tf.tensor1d([1, 2]));
    const before = tf.clone(weight);
    tf.tidy(() => weight.assign(tf.mul(weight, 2)));
    assert.deepEqual([...before.dataSync()], [1, 2]);
    assert.deepEqual([...weight.dataSync()], [2, 4]);
    tf.dispose([weight, before]);
  });
});

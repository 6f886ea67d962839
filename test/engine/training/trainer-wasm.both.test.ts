import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { startBackend } from '../../../src/engine/index.ts';
import { findPreset } from '../../../src/engine/models/index.ts';
import { ForwardPass, Trainer } from '../../../src/engine/training/index.ts';
import { buildTinyAutoencoder, makeBars, randomPixels, TINY_CONFIG } from '../../helpers/tiny-run.ts';

const baseUrl = new URL('/dist/', location.href).href;

suite('Trainer on the wasm backend', function () {
  this.timeout(60_000);
  suiteSetup(() => startBackend({ baseUrl }));
  teardown(() => tf.disposeVariables());

  test('goes on from a saved state as if it had never stopped, to the last bit', async () => {
    const build = () => new Trainer(buildTinyAutoencoder(), makeBars(60), TINY_CONFIG);
    const [whole, begun, resumed] = [build(), build(), build()];
    for await (const _ of whole.run());
    for await (const _ of begun.run({ batches: 9 }));
    await resumed.restoreState(await begun.readState());
    for await (const _ of resumed.run());
    const expected = await whole.readState();
    const found = await resumed.readState();
    assert.deepEqual(found.weights, expected.weights);
    assert.deepEqual(found.optimizer, expected.optimizer);
    assert.deepEqual(
      found.history.map(({ trainRmse, validationRmse }) => [trainRmse, validationRmse]),
      expected.history.map(({ trainRmse, validationRmse }) => [trainRmse, validationRmse]),
    );
  });

  test('keeps its tensors and its memory over many steps', async () => {
    const trainer = new Trainer(buildTinyAutoencoder(), makeBars(60), { ...TINY_CONFIG, epochs: 10 });
    for await (const _ of trainer.run({ epochs: 1 }));
    const { numTensors, numBytes } = tf.memory();
    for await (const _ of trainer.run());
    assert.deepEqual([tf.memory().numTensors, tf.memory().numBytes], [numTensors, numBytes]);
  });

  test('reconstructs as the plain model does', () => {
    const { model } = findPreset('seed').build([12, 12, 1], 0);
    tf.tidy(() => {
      const images = tf.tensor(randomPixels(3 * 144), [3, 12, 12, 1]);
      const expected = (model.apply(images, { training: false }) as tf.Tensor).dataSync<'float32'>();
      const found = new ForwardPass(model).infer(images).dataSync<'float32'>();
      found.forEach((value, i) => assert.closeTo(value, expected[i], 1e-5));
    });
  });
});

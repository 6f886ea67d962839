import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { assert } from '@open-wc/testing';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { findPreset } from '../../../src/engine/models/index.ts';
import { decodeModelFile, encodeModelFile, Trainer } from '../../../src/engine/training/index.ts';
import type { RunState } from '../../../src/engine/training/index.ts';
import { makeBars, randomPixels, TINY_CONFIG, TINY_SHAPE } from '../../helpers/tiny-run.ts';

suite('encodeModelFile() and decodeModelFile()', () => {
  let state: RunState;
  let file: Uint8Array;
  let expected: Float32Array;
  const pixels = randomPixels(2 * 64);

  suiteSetup(async () => {
    await tf.setBackend('cpu');
    const autoencoder = findPreset('compact').build(TINY_SHAPE, 0);
    const trainer = new Trainer(autoencoder, makeBars(20), TINY_CONFIG);
    for await (const _ of trainer.run({ batches: 3 }));
    state = await trainer.readState();
    file = encodeModelFile(state);
    expected = tf.tidy(() =>
      (autoencoder.model.predict(tf.tensor(pixels, [2, ...TINY_SHAPE])) as tf.Tensor).dataSync<'float32'>(),
    );
    tf.disposeVariables();
  });

  test('are each other’s inverse, bit for bit', () => {
    assert.deepEqual(decodeModelFile(file), state);
  });

  test('leave no tensors', () => {
    const { numTensors } = tf.memory();
    encodeModelFile(state);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  test('make a file that tfjs opens, with its optimizer, and trains on', async () => {
    const parts = unzipSync(file);
    const { modelTopology, weightsManifest, trainingConfig } = JSON.parse(
      new TextDecoder().decode(parts['model.json']),
    );
    const model = await loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        trainingConfig,
        weightSpecs: weightsManifest[0].weights,
        weightData: parts['weights.bin'].slice().buffer,
      }),
    );
    const images = tf.tensor(pixels, [2, ...TINY_SHAPE]);
    assert.deepEqual((model.predict(images) as tf.Tensor).dataSync(), expected);
    assert.equal(model.optimizer.iterations, state.optimizer.iterations);
    const [, moment] = await model.optimizer.getWeights();
    assert.deepEqual(moment.tensor.dataSync(), state.optimizer.moments[0].data);
    assert.isTrue(Number.isFinite(await model.trainOnBatch(images, images)));
    assert.equal(model.optimizer.iterations, state.optimizer.iterations + 1);
    tf.disposeVariables();
  });

  test('keep the options that the model was built with', async () => {
    const model = { latentDim: 3, width: 0.5 };
    const autoencoder = findPreset('compact').build(TINY_SHAPE, 0, model);
    const trainer = new Trainer(autoencoder, makeBars(20), { ...TINY_CONFIG, model });
    const written = encodeModelFile(await trainer.readState());
    tf.disposeVariables();
    const { config, weights } = decodeModelFile(written);
    assert.deepEqual(config.model, model);
    const { modelTopology } = JSON.parse(new TextDecoder().decode(unzipSync(written)['model.json']));
    assert.include(JSON.stringify(modelTopology), '"units":3');
    assert.deepEqual(weights[0].shape, [3, 3, 1, 8]);
  });

  const withPart = (name: string, part: Uint8Array) => zipSync({ ...unzipSync(file), [name]: part });
  for (const [kind, damage, message] of [
    ['something else', () => strToU8('a picture'), 'expected a zip file'],
    [
      'a zip of other things',
      () => zipSync({ 'a.txt': strToU8('a') }),
      'expected run.json in the zip, found a.txt',
    ],
    ['a run.json that is no JSON', () => withPart('run.json', strToU8('{')), 'expected JSON in run.json'],
    ['a run.json of something else', () => withPart('run.json', strToU8('{}')), 'found undefined undefined'],
    ['weights cut short', () => withPart('weights.bin', new Uint8Array(8)), 'bytes in weights.bin, found 8'],
    ['a model without weights', () => withPart('model.json', strToU8('{}')), 'expected a list of weights'],
  ] as [string, () => Uint8Array, string][]) {
    test(`refuse ${kind} and say so`, () => {
      assert.throws(() => decodeModelFile(damage()), message);
    });
  }
});

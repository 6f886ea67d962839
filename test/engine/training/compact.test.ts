import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { computePcaBaseline } from '../../../src/engine/analysis/index.ts';
import { Dataset, loadDataset } from '../../../src/engine/datasets/index.ts';
import { startBackend } from '../../../src/engine/index.ts';
import { findPreset } from '../../../src/engine/models/index.ts';
import { Trainer } from '../../../src/engine/training/index.ts';
import { Learner } from '../../../src/engine/training/learner.ts';

const baseUrl = new URL('/dist/', location.href).href;

suite('compact on the wasm backend, on real digits', function () {
  this.timeout(120_000);
  let digits: Dataset;

  suiteSetup(async () => {
    await startBackend({ baseUrl });
    const sample = await loadDataset('mnist-sample', { seed: 0, baseUrl, fetcher: (url) => fetch(url) });
    const part = (split: 'train' | 'test', count: number) => {
      const indices = sample.indices(split).slice(0, count);
      return { images: sample.gatherImages(split, indices), labels: sample.gatherLabels(split, indices) };
    };
    const content = { name: '2,000 digits', imageShape: sample.imageShape, train: part('train', 2000) };
    digits = new Dataset({ ...content, test: part('test', 500) }, 0);
  });
  teardown(() => tf.disposeVariables());

  test('learns one batch by heart', () => {
    const learner = new Learner(findPreset('compact').build([28, 28, 1], 0), { learningRate: 3e-3 });
    const pixels = digits.gatherPixels('train', digits.indices('train').slice(0, 16));
    const losses = Array.from(
      { length: 200 },
      (_, step) => learner.learn({ pixels }, { seed: 0, step, epochs: 0 }).rmse,
    );
    assert.isAbove(losses[0], 0.25);
    assert.isBelow(losses[199], 0.04);
  });

  test('runs its layers as one kernel each', async () => {
    const learner = new Learner(findPreset('compact').build([28, 28, 1], 0), { learningRate: 1e-3 });
    const pixels = digits.gatherPixels('train', digits.indices('train').slice(0, 4));
    const { kernelNames } = await tf.profile(() => {
      learner.learn({ pixels }, { seed: 0, step: 0, epochs: 0 });
      return tf.scalar(0);
    });
    for (const name of ['FusedConv2D', '_FusedMatMul', 'AeTransposedConv']) assert.include(kernelNames, name);
    for (const name of ['Relu', 'Step', 'MatMul']) assert.notInclude(kernelNames, name);
    learner.dispose();
  });

  test('reaches a test RMSE below .125 from 2,000 digits in 12 epochs, and leaves no tensors', async () => {
    const autoencoder = findPreset('compact').build([28, 28, 1], 0);
    const trainer = new Trainer(autoencoder, digits, {
      epochs: 12,
      batchSize: 128,
      learningRate: 2e-3,
      seed: 0,
    });
    for await (const _ of trainer.run({ epochs: 1 }));
    const { numTensors } = tf.memory();
    for await (const _ of trainer.run());
    assert.equal(tf.memory().numTensors, numTensors);
    const { rmse } = await trainer.evaluate('test');
    assert.isBelow(rmse, 0.125);
    assert.isBelow(trainer.history[11].validationRmse, trainer.history[0].validationRmse / 2);
  });

  test('is compared with PCA of 49 components, near the .1081 of all of MNIST', async () => {
    const { testRmse, explained } = await computePcaBaseline(digits, 49);
    assert.closeTo(testRmse, 0.112, 0.006);
    assert.closeTo(explained[0], 0.1, 0.02);
  });
});

import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { findPreset, presets } from '../../../src/engine/models/index.ts';
import { checkTrainingConfig } from '../../../src/engine/training/index.ts';

const DIGITS: [number, number, number] = [28, 28, 1];

suite('presets', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  test('build the seed model with the names, shapes and parameters that Keras gives it', () => {
    const { summary, ...seed } = presets.seed.build(DIGITS, 0);
    assert.deepEqual(
      summary.layers.map(({ name, type, outputShape, params }) => [
        name,
        type,
        outputShape.join('×'),
        params,
      ]),
      [
        ['input_1', 'InputLayer', '28×28×1', 0],
        ['conv2d', 'Conv2D', '28×28×64', 640],
        ['conv2d_1', 'Conv2D', '28×28×128', 73856],
        ['batch_normalization', 'BatchNormalization', '28×28×128', 512],
        ['activation', 'Activation', '28×28×128', 0],
        ['max_pooling2d', 'MaxPooling2D', '14×14×128', 0],
        ['conv2d_2', 'Conv2D', '14×14×256', 295168],
        ['batch_normalization_1', 'BatchNormalization', '14×14×256', 1024],
        ['activation_1', 'Activation', '14×14×256', 0],
        ['max_pooling2d_1', 'MaxPooling2D', '7×7×256', 0],
        ['conv2d_3', 'Conv2D', '7×7×1', 257],
        ['flatten', 'Flatten', '49', 0],
        ['dropout', 'Dropout', '49', 0],
        ['dense', 'Dense', '49', 2450],
        ['dense_1', 'Dense', '49', 2450],
        ['dense_2', 'Dense', '784', 39200],
        ['reshape', 'Reshape', '28×28×1', 0],
        ['conv2d_4', 'Conv2D', '28×28×64', 640],
        ['conv2d_5', 'Conv2D', '28×28×1', 65],
      ],
    );
    assert.deepEqual(
      [summary.totalParams, summary.trainableParams, summary.nonTrainableParams],
      [416262, 415494, 768],
    );
    assert.deepEqual([summary.latentLayer, summary.latentDim], [11, 49]);
    tf.disposeVariables();
    assert.equal(seed.name, 'seed');
  });

  test('build the compact model with 168,546 parameters and 49 latent dimensions', () => {
    const autoencoder = presets.compact.build(DIGITS, 0);
    const { totalParams, nonTrainableParams, latentDim } = autoencoder.summary;
    assert.deepEqual([totalParams, nonTrainableParams, latentDim], [168546, 0, 49]);
    autoencoder.dispose();
  });

  test('build variational models of 32 and of 2 latent numbers, each with a variance', () => {
    for (const [name, latentDim] of [
      ['variational', 32],
      ['plane', 2],
    ] as const) {
      const autoencoder = presets[name].build(DIGITS, 0);
      assert.equal(autoencoder.latentDim, latentDim);
      const { mean, logVariance } = autoencoder.posterior!;
      assert.deepEqual(mean.outputs[0].shape, [null, latentDim]);
      assert.deepEqual(logVariance.outputs[0].shape, [null, latentDim]);
      assert.isUndefined(autoencoder.classifier);
      autoencoder.dispose();
    }
  });

  test('build a classifier of as many classes as are asked for, ten by itself, and list its layers last', () => {
    for (const [options, classes] of [
      [undefined, 10],
      [{ classes: 26 }, 26],
    ] as const) {
      const autoencoder = presets.classifier.build(DIGITS, 0, options);
      assert.deepEqual(autoencoder.classifier!.outputs[0].shape, [null, classes]);
      const { layers, latentLayer } = autoencoder.summary;
      assert.deepEqual(layers.at(-1)!.outputShape, [classes]);
      assert.deepEqual(layers[latentLayer].outputShape, [49]);
      autoencoder.dispose();
    }
    assert.throws(() => presets.compact.build(DIGITS, 0, { classes: 3 }), RangeError, 'found classes');
    assert.throws(() => presets.classifier.build(DIGITS, 0, { classes: 1 }), RangeError, 'from 2 to 256');
  });

  test('build for other sizes, in colour too, and end with the shape they began with', () => {
    for (const [name, shape] of [
      ['seed', [9, 13, 3]],
      ['compact', [8, 12, 3]],
      ['variational', [8, 12, 3]],
      ['classifier', [8, 12, 3]],
    ] as [string, [number, number, number]][]) {
      const autoencoder = findPreset(name).build(shape, 0);
      assert.deepEqual(autoencoder.model.outputs[0].shape, [null, ...shape]);
      autoencoder.dispose();
    }
  });

  test('take a latent size, a width and a dropout rate where they have them', () => {
    for (const [name, expected] of [
      ['compact', [7, 99_176]],
      ['best', [7, 0]],
      ['denoising', [7, 0]],
      ['table', [7, 0]],
      ['ratings', [7, 0]],
    ] as const) {
      const options = name === 'ratings' ? { latentDim: 7 } : { latentDim: 7, width: 2 };
      const { summary, ...autoencoder } = findPreset(name).build(DIGITS, 0, options);
      assert.equal(summary.latentDim, expected[0]);
      if (expected[1] > 0) assert.equal(summary.totalParams, expected[1]);
      autoencoder.model.dispose();
      const dropping = findPreset(name).build(DIGITS, 0, { dropout: 0.3 });
      const rates = dropping.model.layers.flatMap((layer) => layer.getConfig()['rate'] ?? []);
      assert.deepEqual(rates, [0.3], name);
      dropping.dispose();
    }
    const { summary, ...seed } = presets.seed.build(DIGITS, 0, { width: 0.25 });
    assert.deepEqual([summary.layers[1].outputShape, summary.latentDim], [[28, 28, 16], 49]);
    seed.model.dispose();
  });

  test('are what they were without options', () => {
    const [plain, other] = [undefined, { latentDim: 49, width: 1, dropout: 0 }].map((options) => {
      const autoencoder = presets.compact.build(DIGITS, 3, options);
      const weights = autoencoder.model.getWeights().map((weight) => Array.from(weight.dataSync()));
      const summary = JSON.stringify(autoencoder.summary);
      autoencoder.dispose();
      return { weights, summary };
    });
    assert.deepEqual(other, plain);
  });

  test('refuse options that are out of limits, or that they do not have', () => {
    const { compact, seed } = presets;
    assert.throws(() => compact.build(DIGITS, 0, { latentDim: 0 }), RangeError, 'from 1 to 1024');
    assert.throws(() => compact.build(DIGITS, 0, { width: 9 }), RangeError, '0.0625 to 8, found 9');
    assert.throws(() => compact.build(DIGITS, 0, { dropout: 1 }), RangeError, '0 to 0.95, found 1');
    assert.throws(() => seed.build(DIGITS, 0, { latentDim: 8 }), RangeError, 'width, dropout');
  });

  test('refuse images that the architecture cannot take', () => {
    assert.throws(() => presets.compact.build([30, 28, 1], 0), RangeError, 'multiples of 4');
    assert.throws(() => presets.seed.build([3, 28, 1], 0), RangeError, 'at least 4 × 4');
  });

  test('have defaults that training accepts', () => {
    for (const { defaults } of Object.values(presets)) checkTrainingConfig(defaults);
  });

  test('are found by name, and an unknown name is answered with the known ones', () => {
    assert.equal(findPreset('seed').title, 'Seed');
    assert.throws(
      () => findPreset('huge'),
      RangeError,
      'preset: expected one of compact, seed, best, denoising, variational, plane, classifier, table, ratings, found "huge"',
    );
    assert.throws(() => findPreset('constructor'), RangeError);
  });
});

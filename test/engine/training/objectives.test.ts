import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { assert } from '@open-wc/testing';
import { Autoencoder } from '../../../src/engine/models/index.ts';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  Inference,
  Trainer,
  type TrainingConfig,
} from '../../../src/engine/training/index.ts';
import { Learner } from '../../../src/engine/training/learner.ts';
import {
  buildTinyAutoencoder,
  buildTinyClassifier,
  buildTinyVariational,
  makeBars,
  randomPixels,
  TINY_CONFIG,
  TINY_SHAPE,
} from '../../helpers/tiny-run.ts';

const BARS = makeBars(60);

async function train(trainer: Trainer): Promise<Trainer> {
  for await (const _ of trainer.run());
  return trainer;
}

/** All that is not a clock's. */
function figures({ history }: Trainer) {
  return history.map(({ elapsedMs: _elapsed, imagesPerSecond: _speed, ...rest }) => rest);
}

async function readWeights(trainer: Trainer): Promise<Map<string, number[]>> {
  const { weights } = await trainer.readState();
  return new Map(weights.map(({ name, data }) => [name, [...data]]));
}

suite('the variational objective', () => {
  suiteSetup(() => tf.setBackend('cpu'));
  teardown(() => tf.disposeVariables());

  const build = (config: Partial<TrainingConfig> = {}) =>
    new Trainer(buildTinyVariational(), BARS, { ...TINY_CONFIG, ...config });

  test('is the cross entropy of the pixels plus β times the divergence, as the formulas have it', () => {
    const autoencoder = buildTinyVariational();
    const learner = new Learner(autoencoder, { learningRate: 1e-3, beta: 3, klWarmUpEpochs: 4 });
    const pixels = randomPixels(5 * 64);
    const step = { seed: 0, step: 7, epochs: 1 };
    const { loss, parts } = learner.measure({ pixels }, step);
    assert.closeTo(loss, parts!.reconstruction! + 3 * 0.25 * parts!.kl!, 1e-3);
    const { mean, logVariance } = tf.tidy(() => {
      const hidden = autoencoder.posterior!.trunk.predict(tf.tensor(pixels, [5, ...TINY_SHAPE])) as tf.Tensor;
      const read = (view: LayersModel) => [...(view.predict(hidden) as tf.Tensor).dataSync()];
      return {
        mean: read(autoencoder.posterior!.mean),
        logVariance: read(autoencoder.posterior!.logVariance),
      };
    });
    const kl = mean.map((m, i) => 0.5 * (m * m + Math.exp(logVariance[i]) - logVariance[i] - 1));
    assert.closeTo(parts!.kl!, kl.reduce((sum, value) => sum + value, 0) / 5, 1e-4);
    // Grey noise that the network knows nothing of: about ln 2 for each of 64 pixels.
    assert.closeTo(parts!.reconstruction!, 64 * Math.LN2, 15);
    // With other noise another vector is drawn, of the same divergence.
    const other = learner.measure({ pixels }, { ...step, step: 8 }).parts!;
    assert.notEqual(other.reconstruction, parts!.reconstruction);
    assert.strictEqual(other.kl, parts!.kl);
  });

  test('makes both parts known for each epoch, and less of their sum', async () => {
    const trainer = await train(build({ epochs: 6 }));
    const totals = trainer.history.map(({ parts }) => parts!.reconstruction!.train + parts!.kl!.train);
    assert.isBelow(totals[5], totals[0] - 5);
    const { parts } = await trainer.evaluate('validation');
    assert.strictEqual(parts!.kl, trainer.history[5].parts!.kl!.validation);
    assert.strictEqual(parts!.reconstruction, trainer.history[5].parts!.reconstruction!.validation);
  });

  test('keeps the divergence small where β is large', async () => {
    const [plain, heavy] = [await train(build({ epochs: 4 })), await train(build({ epochs: 4, beta: 100 }))];
    assert.isBelow(heavy.history[3].parts!.kl!.train, 0.2 * plain.history[3].parts!.kl!.train);
  });

  test('goes on from a saved state in the middle of an epoch as if it had never stopped', async () => {
    const config = { klWarmUpEpochs: 2, binarize: true, jitter: 2 };
    const whole = await train(build(config));
    const begun = build(config);
    for await (const _ of begun.run({ batches: 3 }));
    const resumed = build(config);
    await resumed.restoreState(decodeCheckpoint(encodeCheckpoint(await begun.readState())));
    assert.deepEqual(figures(await train(resumed)), figures(whole));
    assert.deepEqual(await readWeights(resumed), await readWeights(whole));
  });

  test('leaves no tensors', async () => {
    const trainer = build({ epochs: 3 });
    for await (const _ of trainer.run({ epochs: 1 }));
    const { numTensors } = tf.memory();
    await train(trainer);
    assert.equal(tf.memory().numTensors, numTensors);
  });
});

suite('the reconstruction objective', () => {
  suiteSetup(() => tf.setBackend('cpu'));
  teardown(() => tf.disposeVariables());

  const build = () =>
    new Autoencoder(
      'dense',
      [12, 12, 1],
      {
        encoder: [layers.flatten({ name: 'flatten' }), layers.dense({ name: 'dense', units: 8 })],
        decoder: [
          layers.dense({ name: 'dense_1', units: 144, activation: 'sigmoid' }),
          layers.reshape({ name: 'reshape', targetShape: [12, 12, 1] }),
        ],
      },
      0,
    );

  test('weighs structure against pixels, and makes both better', () => {
    const pixels = randomPixels(4 * 144);
    const step = { seed: 0, step: 0, epochs: 0 };
    const learner = new Learner(build(), { learningRate: 0.05, structureWeight: 0.75 });
    const { loss, rmse, parts } = learner.measure({ pixels }, step);
    assert.closeTo(loss, 0.25 * rmse + 0.75 * (1 - parts!.similarity!), 1e-5);
    for (let i = 0; i < 40; i++) learner.learn({ pixels }, step);
    const after = learner.measure({ pixels }, step);
    assert.isAbove(after.parts!.similarity!, parts!.similarity! + 0.3);
    assert.isBelow(after.rmse, rmse);
  });

  test('knows no parts without a weight, and refuses one for images that no window fits', () => {
    const learner = new Learner(build(), { learningRate: 0.05 });
    assert.isUndefined(learner.measure({ pixels: randomPixels(144) }, { seed: 0, step: 0, epochs: 0 }).parts);
    assert.throws(
      () => new Trainer(buildTinyAutoencoder(), BARS, { ...TINY_CONFIG, structureWeight: 0.5 }),
      RangeError,
      'structureWeight: expected none with images under 11 × 11 pixels, found 0.5 with 8 × 8',
    );
  });
});

suite('the supervised objective', () => {
  suiteSetup(() => tf.setBackend('cpu'));
  teardown(() => tf.disposeVariables());

  const build = (config: Partial<TrainingConfig> = {}) =>
    new Trainer(buildTinyClassifier(), BARS, { ...TINY_CONFIG, epochs: 6, ...config });

  test('learns to tell the classes of images that it has not seen', async () => {
    const trainer = await train(build({ epochs: 12 }));
    const { parts, rmse } = await trainer.evaluate('test');
    assert.isAbove(parts!.accuracy!, 0.6);
    const { labels, confidence } = await classify(trainer);
    const wanted = BARS.gatherLabels('test', BARS.indices('test'));
    const right = labels.filter((label, i) => label === wanted[i]).length;
    assert.closeTo(right / wanted.length, parts!.accuracy!, 1e-6);
    confidence.forEach((share) => assert.isTrue(share > 1 / 8 && share <= 1));
    assert.isBelow(rmse, 0.35);
  });

  test('moves only the decoder’s way at weight 0, and only the classifier’s at weight 1', async () => {
    const before = await readWeights(build());
    const moved = async (labelWeight: number) => {
      const after = await readWeights(await train(build({ labelWeight })));
      return (name: string) => String(after.get(name)) !== String(before.get(name));
    };
    const [generative, discriminative] = [await moved(0), await moved(1)];
    assert.deepEqual([generative('classes/kernel'), generative('dense_1/kernel')], [false, true]);
    assert.deepEqual([discriminative('classes/kernel'), discriminative('dense_1/kernel')], [true, false]);
  });

  test('needs no other labels than those of its budget', async () => {
    const trainer = await train(build({ labelBudget: 8, epochs: 2 }));
    const blind = makeBars(60);
    const chosen = new Set<number>();
    const gather = blind.gatherLabels.bind(blind);
    blind.gatherLabels = (split, indices) => {
      const labels = gather(split, indices);
      // Asked for once to choose by, and then for each batch.
      if (split === 'train' && indices.length < blind.counts.train) {
        for (const index of Array.from(indices)) chosen.add(index);
      }
      return labels;
    };
    const watched = new Trainer(buildTinyClassifier(), blind, trainer.config);
    await train(watched);
    assert.isAtMost(chosen.size, 8);
    assert.deepEqual(figures(watched), figures(trainer));
  });

  test('refuses data without labels', () => {
    const unlabelled = makeBars(60);
    Object.assign(unlabelled, { hasLabels: false });
    assert.throws(
      () => new Trainer(buildTinyClassifier(), unlabelled, TINY_CONFIG),
      TypeError,
      'dataset: expected labels for a model with a classifier, found none',
    );
  });

  async function classify({ autoencoder }: Trainer) {
    const inference = new Inference(autoencoder);
    const test = BARS.indices('test');
    const data = BARS.gatherPixels('test', test);
    return inference.classify(await inference.encode({ data, shape: [test.length, ...TINY_SHAPE] }));
  }
});

import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { Trainer, type TrainingConfig } from '../../../src/engine/training/index.ts';
import { rejection } from '../../helpers/idx.ts';
import {
  buildTinyAutoencoder,
  buildTinyClassifier,
  buildTinyVariational,
  makeBars,
  TINY_CONFIG,
} from '../../helpers/tiny-run.ts';

const BARS = makeBars(60);

async function train(trainer: Trainer, limits = {}): Promise<Trainer> {
  for await (const _ of trainer.run(limits));
  return trainer;
}

async function readWeights(trainer: Trainer): Promise<Map<string, string>> {
  const { weights } = await trainer.readState();
  return new Map(weights.map(({ name, data }) => [name, String(data)]));
}

async function listMoved(trainer: Trainer, change: () => Promise<unknown>): Promise<string[]> {
  const before = await readWeights(trainer);
  await change();
  const after = await readWeights(trainer);
  return [...before.keys()].filter((name) => before.get(name) !== after.get(name));
}

suite('training of one half', () => {
  suiteSetup(() => tf.setBackend('cpu'));
  teardown(() => tf.disposeVariables());

  for (const build of [buildTinyAutoencoder, buildTinyVariational, buildTinyClassifier]) {
    test(`moves every weight of the other half and none of the frozen one: ${build.name}`, async () => {
      const autoencoder = build();
      const encoderNames = autoencoder.encoder.weights.map((weight) => weight.originalName);
      if (autoencoder.posterior) encoderNames.push('log_variance/kernel', 'log_variance/bias');
      const decoderNames = autoencoder.decoder.weights.map((weight) => weight.originalName);
      for (const [frozen, kept, other] of [
        ['encoder', encoderNames, decoderNames],
        ['decoder', decoderNames, encoderNames],
      ] as const) {
        const trainer = new Trainer(build(), BARS, { ...TINY_CONFIG, frozen });
        const moved = await listMoved(trainer, () => train(trainer));
        // Moving statistics of norms are among the weights: they stay too.
        assert.deepEqual(
          moved.filter((name) => kept.includes(name)),
          [],
          `${frozen} frozen`,
        );
        assert.includeMembers(moved, [...other], `${frozen} frozen`);
      }
    });
  }

  test('goes through the stages of one run, which restored goes on as if it had never stopped', async () => {
    const stages = async (stop: boolean) => {
      let trainer = new Trainer(buildTinyAutoencoder(), BARS, { ...TINY_CONFIG, frozen: 'decoder' });
      await train(trainer, { epochs: 1 });
      trainer.setFrozen('encoder');
      await train(trainer, { batches: 3 });
      if (stop) {
        const state = await trainer.readState();
        trainer = new Trainer(buildTinyAutoencoder(), BARS, TINY_CONFIG);
        await trainer.restoreState(state);
        assert.equal(trainer.config.frozen, 'encoder');
      }
      await train(trainer, { epochs: 1 });
      trainer.setFrozen(undefined);
      const moved = await listMoved(trainer, () => train(trainer, { epochs: 1 }));
      assert.include(moved, 'conv2d/kernel');
      assert.include(moved, 'dense_1/kernel');
      assert.lengthOf(trainer.history, 3);
      return [...(await readWeights(trainer)).values()];
    };
    assert.deepEqual(await stages(true), await stages(false));
  });

  test('refuses another half and a state whose moments are of other weights', async () => {
    const trainer = new Trainer(buildTinyAutoencoder(), BARS, TINY_CONFIG);
    assert.throws(
      () => trainer.setFrozen('middle' as never),
      RangeError,
      'frozen: expected "encoder", "decoder"',
    );
    await train(trainer, { batches: 1 });
    const state = await trainer.readState();
    const config: TrainingConfig = { ...state.config, frozen: 'encoder' };
    const error = await rejection(trainer.restoreState({ ...state, config }));
    assert.include(error.message, 'expected moments of');
    assert.isUndefined(trainer.config.frozen);
  });
});

suite('Trainer.adoptWeights()', () => {
  suiteSetup(() => tf.setBackend('cpu'));
  teardown(() => tf.disposeVariables());

  test('begins anew from an encoder of another model, and says what it took', async () => {
    const donor = await train(new Trainer(buildTinyVariational(), BARS, TINY_CONFIG));
    const { weights } = await donor.readState();
    const trainer = await train(new Trainer(buildTinyClassifier(1), BARS, TINY_CONFIG), { epochs: 1 });
    const classes = (await readWeights(trainer)).get('classes/kernel');
    const { adopted, left } = trainer.adoptWeights(weights);
    assert.deepEqual(left, ['classes/kernel', 'classes/bias']);
    assert.include(adopted, 'conv2d/kernel');
    assert.include(adopted, 'batch_normalization/moving_mean');
    const [given, taken] = [await readWeights(donor), await readWeights(trainer)];
    for (const name of adopted) assert.strictEqual(taken.get(name), given.get(name), name);
    assert.strictEqual(taken.get('classes/kernel'), classes);
    assert.deepEqual([trainer.history.length, trainer.step], [0, 0]);
    await train(trainer);
    assert.lengthOf(trainer.history, 2);
  });

  test('refuses weights of which none fit, and changes nothing', async () => {
    const trainer = await train(new Trainer(buildTinyAutoencoder(), BARS, TINY_CONFIG), { epochs: 1 });
    const foreign = [{ name: 'conv2d/kernel', shape: [5, 5, 1, 3], data: new Float32Array(75) }];
    const moved = await listMoved(trainer, async () => {
      assert.throws(
        () => trainer.adoptWeights(foreign),
        'expected some with the names and shapes of this model',
      );
    });
    assert.deepEqual(moved, []);
    assert.lengthOf(trainer.history, 1);
  });
});

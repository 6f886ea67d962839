import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { Trainer } from '../../../src/engine/training/index.ts';
import type { RunLimits, TrainingEvent } from '../../../src/engine/training/index.ts';
import { rejection } from '../../helpers/idx.ts';
import { buildTinyAutoencoder, makeBars, TINY_CONFIG } from '../../helpers/tiny-run.ts';

/** 60 bars: 49 to train on, so 7 batches of 8 an epoch, the last of them with one image. */
function build(config = TINY_CONFIG): Trainer {
  return new Trainer(buildTinyAutoencoder(config.seed), makeBars(60), config);
}

async function run(trainer: Trainer, limits?: RunLimits, onEvent = (_: TrainingEvent) => {}) {
  const events: TrainingEvent[] = [];
  for await (const event of trainer.run(limits)) {
    events.push(event);
    onEvent(event);
  }
  return events;
}

function losses(events: TrainingEvent[]): number[] {
  return events.flatMap((event) => (event.type === 'batch-end' ? [event.progress.loss] : []));
}

function lastOf(events: TrainingEvent[]) {
  const event = events[events.length - 1];
  assert(event.type === 'train-end');
  return event;
}

/** All that is not a clock's. */
function figures({ history }: Trainer) {
  return history.map(({ epoch, trainRmse, validationRmse }) => ({ epoch, trainRmse, validationRmse }));
}

async function finished(trainer: Trainer): Promise<Trainer> {
  await run(trainer);
  return trainer;
}

async function weights(trainer: Trainer) {
  return (await trainer.readState()).weights.map(({ data }) => [...data]);
}

suite('Trainer', () => {
  suiteSetup(() => tf.setBackend('cpu'));
  teardown(() => tf.disposeVariables());

  test('tells every batch and epoch in order, the last partial batch too', async () => {
    const trainer = build();
    const events = await run(trainer);
    const kinds = events.map(({ type }) => type);
    const epoch = [...new Array<string>(7).fill('batch-end'), 'epoch-end'];
    assert.deepEqual(kinds, ['train-begin', ...epoch, ...epoch, 'train-end']);
    assert.equal(lastOf(events).reason, 'finished');
    const first = events[1];
    assert(first.type === 'batch-end');
    const { progress } = first;
    assert.deepEqual([progress.epoch, progress.epochs, progress.batch, progress.batches], [1, 2, 1, 7]);
    assert.isAbove(progress.imagesPerSecond, 0);
    assert.isAbove(progress.remainingMs, 0);
    assert.equal(trainer.step, 14);
  });

  test("reports an epoch's train RMSE over its images, and validation RMSE as evaluate() does", async () => {
    const trainer = build();
    const events = await run(trainer, { epochs: 1 });
    const [record] = trainer.history;
    const counts = [8, 8, 8, 8, 8, 8, 1];
    const squares = losses(events).reduce((sum, loss, i) => sum + loss * loss * counts[i], 0);
    assert.closeTo(record.trainRmse, Math.sqrt(squares / 49), 1e-9);
    const { rmse, mse, psnr, count } = await trainer.evaluate('validation');
    assert.equal(record.validationRmse, rmse);
    assert.closeTo(rmse * rmse, mse, 1e-12);
    assert.closeTo(psnr, -20 * Math.log10(rmse), 1e-9);
    assert.equal(count, 5);
  });

  test('gives the same losses for the same seed, and others for another', async () => {
    const first = losses(await run(build()));
    assert.deepEqual(losses(await run(build())), first);
    assert.notDeepEqual(losses(await run(build({ ...TINY_CONFIG, seed: 1 }))), first);
  });

  test('goes on from a saved state, in the middle of an epoch too, as if it had never stopped', async () => {
    const whole = build();
    await run(whole);
    for (const batches of [3, 7, 9]) {
      const begun = build();
      assert.equal(lastOf(await run(begun, { batches })).reason, 'paused');
      const resumed = build();
      await resumed.restoreState(await begun.readState());
      assert.equal(lastOf(await run(resumed)).reason, 'finished');
      assert.deepEqual(figures(resumed), figures(whole), `after ${batches} batches`);
      assert.deepEqual(await weights(resumed), await weights(whole), `after ${batches} batches`);
    }
  });

  test('comes to rest after the batch in which it was told to pause, and resumes', async () => {
    const whole = build();
    await run(whole);
    const trainer = build();
    const events = await run(trainer, {}, (event) => {
      if (event.type === 'batch-end' && event.progress.batch === 4) trainer.pause();
    });
    assert.equal(lastOf(events).reason, 'paused');
    assert.equal(trainer.step, 4);
    assert.isFalse(trainer.running);
    await run(trainer);
    assert.deepEqual(await weights(trainer), await weights(whole));
  });

  test('comes to rest between training and validation, and validates when it goes on', async () => {
    const trainer = build();
    const events = await run(trainer, {}, (event) => {
      if (event.type === 'batch-end' && event.progress.batch === 7) trainer.stop();
    });
    assert.equal(lastOf(events).reason, 'stopped');
    assert.lengthOf(trainer.history, 0);
    assert.deepEqual(
      (await run(trainer, { epochs: 1 })).map(({ type }) => type),
      ['train-begin', 'epoch-end', 'train-end'],
    );
    const whole = build();
    await run(whole, { epochs: 1 });
    assert.deepEqual(figures(trainer), figures(whole));
  });

  test('hears messages between batches', async () => {
    const trainer = build();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => trainer.pause();
    port2.postMessage('pause');
    await run(trainer);
    assert.isBelow(trainer.step, 3);
    port1.close();
  });

  test('keeps the last good epoch and says what to try when a loss is not finite', async () => {
    const trainer = build({ ...TINY_CONFIG, epochs: 3 });
    await run(trainer, { epochs: 1 });
    const good = await weights(trainer);
    trainer.setLearningRate(1e30);
    const { reason, message } = lastOf(await run(trainer));
    assert.equal(reason, 'failed');
    assert.match(message!, /expected a finite loss, found (NaN|Infinity) in epoch 2/);
    assert.include(message!, 'the weights of epoch 1 are kept: try a smaller learning rate');
    assert.deepEqual(await weights(trainer), good);
    assert.equal(trainer.step, 7);
    trainer.setLearningRate(0.01);
    assert.equal(lastOf(await run(trainer)).reason, 'finished');
    assert.lengthOf(trainer.history, 3);
  });

  test('trains with a new learning rate from the next batch on', async () => {
    const slow = build();
    slow.setLearningRate(1e-9);
    const before = await weights(slow);
    await run(slow, { batches: 1 });
    const trainable = (await weights(slow))[0];
    trainable.forEach((value, i) => assert.closeTo(value, before[0][i], 1e-7));
    assert.throws(
      () => slow.setLearningRate(NaN),
      RangeError,
      'learningRate: expected a number > 0, found NaN',
    );
    assert.equal(slow.config.learningRate, 1e-9);
  });

  test('makes no tensors that outlive an epoch', async () => {
    const trainer = build({ ...TINY_CONFIG, epochs: 3 });
    await run(trainer, { epochs: 1 });
    const { numTensors, numBytes } = tf.memory();
    await run(trainer);
    await trainer.evaluate('test');
    await trainer.restoreState(await trainer.readState());
    assert.deepEqual([tf.memory().numTensors, tf.memory().numBytes], [numTensors, numBytes]);
  });

  test('refuses to run twice at once', async () => {
    const trainer = build();
    const first = trainer.run();
    await first.next();
    const error = await rejection(trainer.run().next());
    assert.include(error.message, 'found it running');
    await first.return();
    assert.isFalse(trainer.running);
  });

  test('refuses a state of other data, and keeps what it has', async () => {
    const trainer = build();
    await run(trainer, { batches: 1 });
    const state = await trainer.readState();
    const other = await rejection(trainer.restoreState({ ...state, trainImages: 7 }));
    assert.include(other.message, 'expected the data it was trained on, bars with 7');
    const swapped = { ...state, weights: [...state.weights].reverse() };
    const error = await rejection(trainer.restoreState(swapped));
    assert.include(error.message, 'weights: expected conv2d/kernel [3, 3, 1, 3]');
    assert.equal(trainer.step, 1);
  });

  test('trains on corrupted images towards the clean ones, the same way every time, restored runs too', async () => {
    const config = { ...TINY_CONFIG, epochs: 3, noise: { kind: 'gaussian', amount: 0.5 } } as const;
    const [whole, other] = [build(config), build({ ...config, noise: { kind: 'masking', amount: 0.5 } })];
    await run(whole);
    await run(other);
    assert.notDeepEqual(figures(whole), figures(other));
    assert.notDeepEqual(figures(whole), figures(await finished(build({ ...TINY_CONFIG, epochs: 3 }))));
    const half = build(config);
    await run(half, { epochs: 1 });
    const state = await half.readState();
    const rest = build(config);
    await rest.restoreState(state);
    assert.deepEqual(figures(await finished(rest)), figures(whole));
    // Validation sees noise too, and is measured against the clean images.
    const { rmse } = await whole.evaluate('validation');
    assert.strictEqual(rmse, whole.history[2].validationRmse);
  });

  test('lets the learning rate fall, so that the last steps of a run move the weights little', async () => {
    const learned = async (trainer: Trainer) =>
      (await trainer.readState()).weights
        .filter(({ name }) => !name.includes('moving'))
        .map(({ data }) => [...data]);
    const moved = async (decay: 'cosine' | undefined) => {
      const trainer = build({ ...TINY_CONFIG, epochs: 4, ...(decay && { decay }) });
      await run(trainer, { batches: 27 });
      const before = await learned(trainer);
      await run(trainer, { batches: 1 });
      const after = await learned(trainer);
      return Math.max(
        ...after.flatMap((values, i) => values.map((value, k) => Math.abs(value - before[i][k]))),
      );
    };
    assert.isBelow(await moved('cosine'), 0.1 * (await moved(undefined)));
  });
});

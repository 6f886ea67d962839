import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { findPreset } from '../../../../src/engine/models/index.ts';
import {
  runSweep,
  scoreEpoch,
  Trainer,
  type SweepEvent,
  type SweepPlan,
  type SweepRow,
} from '../../../../src/engine/training/index.ts';
import { makeBars, TINY_CONFIG, TINY_SHAPE } from '../../../helpers/tiny-run.ts';

const dataset = makeBars(60);
/** Of these learning rates the first hardly learns. */
const plan: SweepPlan = {
  ...{ preset: 'compact', method: 'grid', images: 60, halving: true },
  base: { ...TINY_CONFIG, epochs: 2, model: { width: 0.25, latentDim: 4 } },
  axes: { learningRate: [1e-7, 0.01] },
};

async function collect(sweep: AsyncGenerator<SweepEvent>): Promise<SweepEvent[]> {
  const events: SweepEvent[] = [];
  for await (const event of sweep) events.push(event);
  return events;
}

function lastRows(events: SweepEvent[]): SweepRow[] {
  const rows: SweepRow[] = [];
  for (const event of events) if (event.type === 'row') rows[event.row.index] = event.row;
  return rows;
}

const figures = ({ history }: Pick<SweepRow, 'history'>) =>
  history.map(({ trainRmse, validationRmse }) => [trainRmse, validationRmse]);

suite('runSweep()', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  test('gives up the worse half after an epoch, and makes each row what its config makes alone', async () => {
    const rows = lastRows(await collect(runSweep(plan, dataset)));
    assert.deepEqual(
      rows.map(({ status, history }) => [status, history.length]),
      [
        ['given up', 1],
        ['finished', 2],
      ],
    );
    const { config } = rows[1];
    const autoencoder = findPreset('compact').build(TINY_SHAPE, config.seed, config.model);
    const trainer = new Trainer(autoencoder, dataset, config);
    for await (const _ of trainer.run());
    assert.deepEqual(figures(rows[1]), figures(trainer));
    assert.equal(rows[1].parameters, autoencoder.summary.totalParams);
    assert.equal(rows[1].score, trainer.history[1].validationRmse);
    trainer.dispose();
    autoencoder.dispose();
  });

  test('hands over the best as a run that goes on', async () => {
    const events = await collect(runSweep({ ...plan, halving: false }, dataset));
    const end = events.at(-1);
    assert.equal(end?.type, 'end');
    const best = end?.type === 'end' ? end.best : undefined;
    assert.equal(best?.row.index, 1);
    assert.deepEqual(
      lastRows(events).map(({ status }) => status),
      ['finished', 'finished'],
    );
    const autoencoder = findPreset('compact').build(TINY_SHAPE, 0, best!.state.config.model);
    const trainer = new Trainer(autoencoder, dataset, best!.state.config);
    await trainer.restoreState(best!.state);
    const { rmse } = await trainer.evaluate('validation');
    assert.closeTo(rmse, best!.row.score!, 1e-6);
    trainer.dispose();
    autoencoder.dispose();
  });

  test('counts every image once', async () => {
    const events = await collect(runSweep(plan, dataset));
    const images = events.reduce((sum, event) => sum + (event.type === 'batch' ? event.images : 0), 0);
    assert.equal(images, 3 * dataset.counts.train);
  });

  test('goes on past trials that cannot be built or diverge, and leaves no tensor', async () => {
    const { numTensors } = tf.memory();
    const seedSized = await collect(runSweep({ ...plan, preset: 'seed', axes: { latentDim: [4] } }, dataset));
    assert.match(lastRows(seedSized)[0].message!, /options of the preset "seed"/);
    assert.deepEqual(seedSized.at(-1), { type: 'end', best: undefined });
    const rows = lastRows(
      await collect(runSweep({ ...plan, axes: { learningRate: [1e30, 0.01] } }, dataset)),
    );
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['failed', 'finished'],
    );
    assert.match(rows[0].message!, /expected a finite loss/);
    assert.equal(tf.memory().numTensors, numTensors);
  });

  test('leaves no tensor when its caller stops listening', async () => {
    const { numTensors } = tf.memory();
    for await (const event of runSweep(plan, dataset)) if (event.type === 'batch') break;
    assert.equal(tf.memory().numTensors, numTensors);
  });
});

suite('scoreEpoch()', () => {
  const record = { epoch: 1, trainRmse: 0.3, validationRmse: 0.2, elapsedMs: 1, imagesPerSecond: 1 };
  test('is the RMSE, of variational models the bound, of classifiers the share of mistakes', () => {
    assert.equal(scoreEpoch(record), 0.2);
    const parts = { reconstruction: { train: 90, validation: 80 }, kl: { train: 20, validation: 25 } };
    assert.equal(scoreEpoch({ ...record, parts }), 105);
    const accuracy = { train: 0.5, validation: 0.75 };
    assert.equal(scoreEpoch({ ...record, parts: { accuracy } }), 0.25);
  });
});

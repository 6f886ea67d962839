import type { Dataset } from '../../datasets/index.ts';
import { findPreset } from '../../models/index.ts';
import type { RunState } from '../run-state.ts';
import { Trainer } from '../trainer.ts';
import type { EpochRecord } from '../training-event.ts';
import { planSweep } from './plan-sweep.ts';
import type { SweepPlan, SweepTrial } from './plan-sweep.ts';
import { chooseBetterHalf, planRungs } from './successive-halving.ts';

export type SweepStatus = 'queued' | 'training' | 'waiting' | 'given up' | 'finished' | 'failed';

/** Where a trial stands; JSON-safe. */
export interface SweepRow extends SweepTrial {
  status: SweepStatus;
  history: EpochRecord[];
  /** Of its model; 0 before it was built. */
  parameters: number;
  /** By which it is compared, after its last epoch, the lower the better; see `scoreEpoch`. */
  score?: number;
  /** Why it failed. */
  message?: string;
}

export type SweepEvent =
  | { type: 'row'; row: SweepRow }
  /** Images that were trained on since the last of its kind. */
  | { type: 'batch'; images: number }
  /** The trial with the lowest score among the finished ones, as a run that can go on; undefined where all failed. */
  | { type: 'end'; best: { row: SweepRow; state: RunState } | undefined };

/**
 * What an epoch is judged by on the validation split: the RMSE; of a variational model the nats of its bound at weight 1,
 * whatever its own weight, because more weight alone would make the images worse and the bound no better; of a classifier
 * the share of images that it names wrongly.
 */
export function scoreEpoch({ validationRmse, parts }: EpochRecord): number {
  if (parts?.kl && parts.reconstruction) return parts.reconstruction.validation + parts.kl.validation;
  return parts?.accuracy ? 1 - parts.accuracy.validation : validationRmse;
}

/**
 * Trains the trials of a sweep, one after the other, each with a model and a `Trainer` of its own that live no longer than
 * its turn. It waits for its caller after every batch; one who stops listening ends it, and nothing is left behind.
 * @param dataset with as many training images as the plan says
 * @throws RangeError as `planSweep`; a trial that cannot be built or diverges is a failed row, and the others go on
 */
export async function* runSweep(plan: SweepPlan, dataset: Dataset): AsyncGenerator<SweepEvent, void> {
  const rows = planSweep(plan).map((trial): SweepRow => ({
    ...trial,
    status: 'queued',
    history: [],
    parameters: 0,
  }));
  const states = new Map<number, RunState>();
  for (const row of rows) yield { type: 'row', row: { ...row } };
  const rungs = planRungs(plan.base.epochs, plan.halving);
  let left = rows;
  for (const rung of rungs) {
    for (const row of left) {
      yield* trainTrial(plan.preset, row, rung, dataset, states);
      if (row.status === 'failed') continue;
      row.status = rung === rungs.at(-1) ? 'finished' : 'waiting';
      yield { type: 'row', row: { ...row } };
    }
    left = left.filter(({ status }) => status !== 'failed');
    if (rung === rungs.at(-1)) break;
    const kept = new Set(chooseBetterHalf(left.map(({ score }) => score ?? NaN)));
    for (const [at, row] of left.entries()) {
      if (kept.has(at)) continue;
      row.status = 'given up';
      states.delete(row.index);
      yield { type: 'row', row: { ...row } };
    }
    left = left.filter((_, at) => kept.has(at));
  }
  const best = left.toSorted((a, b) => a.score! - b.score!).at(0);
  yield { type: 'end', best: best && { row: { ...best }, state: states.get(best.index)! } };
}

/** A trial's turn: up to `rung` epochs from its beginning. */
async function* trainTrial(
  preset: string,
  row: SweepRow,
  rung: number,
  dataset: Dataset,
  states: Map<number, RunState>,
): AsyncGenerator<SweepEvent, void> {
  const fail = (message: string): SweepEvent => {
    Object.assign(row, { status: 'failed', message });
    states.delete(row.index);
    return { type: 'row', row: { ...row } };
  };
  const { config } = row;
  let trainer: Trainer;
  try {
    trainer = await setUpTrainer(preset, row, dataset, states.get(row.index));
  } catch (error) {
    yield fail((error as Error).message);
    return;
  }
  try {
    row.status = 'training';
    row.parameters = trainer.autoencoder.summary.totalParams;
    yield { type: 'row', row: { ...row } };
    let seen = 0;
    for await (const event of trainer.run({ epochs: rung - row.history.length })) {
      if (event.type === 'batch-end') {
        const now = Math.min(event.progress.batch * config.batchSize, dataset.counts.train);
        yield { type: 'batch', images: now - (event.progress.batch === 1 ? 0 : seen) };
        seen = now;
      }
      if (event.type === 'epoch-end') {
        row.history = [...trainer.history];
        row.score = scoreEpoch(event.record);
        yield { type: 'row', row: { ...row } };
      }
      if (event.type === 'train-end' && event.reason === 'failed') {
        yield fail(event.message ?? 'training failed');
        return;
      }
    }
    states.set(row.index, await trainer.readState());
  } finally {
    trainer.dispose();
    trainer.autoencoder.dispose();
  }
}

async function setUpTrainer(
  preset: string,
  { config }: SweepTrial,
  dataset: Dataset,
  state: RunState | undefined,
): Promise<Trainer> {
  const autoencoder = findPreset(preset).build(dataset.imageShape, config.seed, config.model);
  try {
    const trainer = new Trainer(autoencoder, dataset, config);
    if (state) await trainer.restoreState(state);
    return trainer;
  } catch (error) {
    autoencoder.dispose();
    throw error;
  }
}

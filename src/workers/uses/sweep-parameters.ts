import { fitTrainingPca, measurePcaCurve } from '../../engine/analysis/index.ts';
import type { Dataset } from '../../engine/datasets/index.ts';
import { countMultiplications, findPreset } from '../../engine/models/index.ts';
import {
  countEpochs,
  encodeModelFile,
  planRungs,
  planSweep,
  runSweep,
  Trainer,
  type RunState,
  type SweepPlan,
  type SweepRow,
  type SweepTrial,
} from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { SweepForecast, SweepReport } from './parameter-sweep.ts';
import type { UseJob } from './use-job.ts';

/** Batches that are timed, after one that is not. */
const timedBatches = 3;
/** Validation and what else comes with an epoch, beside its training. */
const epochOverhead = 1.1;

/** A classifier has as many classes as the present one, which was made for the data. */
function fitClasses({ trainer }: Bench, plan: SweepPlan): SweepPlan {
  const classes = trainer.config.model?.classes;
  if (classes === undefined || plan.preset !== trainer.autoencoder.name) return plan;
  return { ...plan, base: { ...plan.base, model: { ...plan.base.model, classes } } };
}

/** Checks a plan and measures how long it will take, on models that are gone afterwards. */
export async function forecastSweep(bench: Bench, request: SweepPlan, job: UseJob): Promise<SweepForecast> {
  const plan = fitClasses(bench, request);
  const dataset = limitImages(bench, plan);
  const trials = planSweep(plan);
  const sizes = await measureSizes(dataset, plan, trials, job);
  const [least, greatest] = [Math.min(...sizes), Math.max(...sizes)];
  const time = (size: number) => timeImage(dataset, plan.preset, trials[sizes.indexOf(size)], job);
  const leastMs = await time(least);
  const greatestMs = greatest > least ? await time(greatest) : leastMs;
  const msOf = (size: number) =>
    leastMs + (greatest > least ? ((greatestMs - leastMs) * (size - least)) / (greatest - least) : 0);
  const meanMs = sizes.reduce((sum, size) => sum + msOf(size), 0) / sizes.length;
  const images = dataset.counts.train;
  const epochs = countEpochs(trials.length, planRungs(plan.base.epochs, plan.halving));
  return { trials: trials.length, images, estimatedMs: epochs * images * meanMs * epochOverhead };
}

/**
 * Trains the trials of a plan on a part of the training images, beside the present model, which stays as it is; tells each
 * change of a row.
 */
export async function sweepParameters(bench: Bench, request: SweepPlan, job: UseJob): Promise<SweepReport> {
  const plan = fitClasses(bench, request);
  const startMs = performance.now();
  const dataset = limitImages(bench, plan);
  const rows: SweepRow[] = [];
  let best: { row: SweepRow; state: RunState } | undefined;
  let images = 0;
  let total = 0;
  for await (const event of runSweep(plan, dataset)) {
    if (event.type === 'row') {
      rows[event.row.index] = event.row;
      total = countEpochs(rows.length, planRungs(plan.base.epochs, plan.halving)) * dataset.counts.train;
      job.tell('Training', images, total, event.row);
    } else if (event.type === 'batch') {
      images += event.images;
      job.report('Training', Math.min(images, total - 1), total);
    } else best = event.best;
    await job.pause();
  }
  const pca = await measurePca(dataset, plan, job);
  return {
    rows,
    plan,
    images: dataset.counts.train,
    validationImages: dataset.counts.validation,
    ...(best && { best: await keepBest(bench, plan, best) }),
    ...(pca && { pca }),
    elapsedMs: performance.now() - startMs,
  };
}

/** The bench's data with no more training images than the plan says. */
function limitImages({ data: { dataset, selection, seed } }: Bench, { base, images }: SweepPlan): Dataset {
  if (base.seed !== seed) {
    throw new RangeError(`seed: expected that of the data's split, ${seed}, found ${base.seed}`);
  }
  return dataset.counts.train > images ? dataset.narrow({ ...selection, trainImages: images }) : dataset;
}

/** Multiplications of each trial's model; equal models are built once. */
async function measureSizes(
  { imageShape }: Dataset,
  { preset }: SweepPlan,
  trials: SweepTrial[],
  job: UseJob,
): Promise<number[]> {
  const known = new Map<string, number>();
  const sizes: number[] = [];
  for (const { config } of trials) {
    const key = JSON.stringify(config.model ?? {});
    if (!known.has(key)) {
      const autoencoder = findPreset(preset).build(imageShape, config.seed, config.model);
      known.set(key, countMultiplications(autoencoder.model));
      autoencoder.dispose();
      await job.pause();
    }
    sizes.push(known.get(key)!);
  }
  return sizes;
}

/** Milliseconds of training for one image. */
async function timeImage(
  dataset: Dataset,
  preset: string,
  { config }: SweepTrial,
  job: UseJob,
): Promise<number> {
  const autoencoder = findPreset(preset).build(dataset.imageShape, config.seed, config.model);
  let trainer: Trainer | undefined;
  try {
    trainer = new Trainer(autoencoder, dataset, config);
    await runBatches(trainer, 1, job);
    const startMs = performance.now();
    await runBatches(trainer, timedBatches, job);
    const batchMs = (performance.now() - startMs) / timedBatches;
    return batchMs / Math.min(config.batchSize, dataset.counts.train);
  } finally {
    trainer?.dispose();
    autoencoder.dispose();
  }
}

async function runBatches(trainer: Trainer, batches: number, job: UseJob): Promise<void> {
  for await (const _ of trainer.run({ batches })) await job.pause();
}

async function measurePca(
  dataset: Dataset,
  { axes: { latentDim = [] } }: SweepPlan,
  job: UseJob,
): Promise<Float32Array | undefined> {
  if (new Set(latentDim).size < 2 || dataset.isTable) return undefined;
  job.report('Fitting PCA', 0, 1);
  const components = Math.min(Math.max(...latentDim), dataset.pixels);
  const pca = await fitTrainingPca(dataset, components, job.pause);
  return measurePcaCurve(dataset, pca, 'validation');
}

/** The best trial as a run on the bench's own data, measured on its test split. */
async function keepBest(
  { data: { dataset } }: Bench,
  { preset }: SweepPlan,
  { row, state }: { row: SweepRow; state: RunState },
): Promise<NonNullable<SweepReport['best']>> {
  const { config, index } = row;
  const own = { ...state, dataset: dataset.name, trainImages: dataset.counts.train };
  const autoencoder = findPreset(preset).build(dataset.imageShape, config.seed, config.model);
  let trainer: Trainer | undefined;
  try {
    trainer = new Trainer(autoencoder, dataset, config);
    await trainer.restoreState(own);
    const { rmse } = await trainer.evaluate('test');
    return { index, testRmse: rmse, file: encodeModelFile(own) };
  } finally {
    trainer?.dispose();
    autoencoder.dispose();
  }
}

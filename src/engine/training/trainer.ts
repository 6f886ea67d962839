import type { Dataset, SplitName } from '../datasets/index.ts';
import { UnreadableDataError, requireInteger } from '../errors.ts';
import type { Autoencoder, AutoencoderPart } from '../models/index.ts';
import { SEQUENCES } from '../random.ts';
import { BatchSource } from './batch-source.ts';
import { evaluateSplit } from './evaluate-split.ts';
import { giveWay } from './give-way.ts';
import { Inference } from './inference.ts';
import { Learner, type StepFigures } from './learner.ts';
import type { Evaluation } from './metrics.ts';
import { passBatch, passEpoch, recordEpoch, START } from './run-position.ts';
import type { NamedArray, RunState } from './run-state.ts';
import { requireStepFits } from './step-memory.ts';
import { checkFrozen, checkLearningRate, checkTrainingConfig, decayOf } from './training-config.ts';
import type { TrainingConfig } from './training-config.ts';
import type { EpochRecord, LossParts, TrainingEvent, TrainingProgress } from './training-event.ts';
import { adoptWeights } from './weights.ts';

/** How far one call of `run` goes; without limits, to the end of the configured epochs. */
export interface RunLimits {
  /** Whole epochs from here; an unfinished one counts as the first. */
  epochs?: number;
  /** Batches from here. */
  batches?: number;
}

/** Weight of the latest batch in the running figure of speed. */
const SPEED_SMOOTHING = 0.1;

/**
 * Trains an autoencoder on a data set with Adam, batch by batch.
 *
 * All randomness is drawn by (seed, epoch) or (seed, step), never from where a generator happens to stand, so a run
 * that was paused, saved and restored goes on exactly as if it had not been. The last batch of an epoch is trained on
 * even if it is not full: then every image counts once an epoch, and a data set smaller than a batch trains too.
 */
export class Trainer {
  readonly autoencoder: Autoencoder;
  readonly dataset: Dataset;
  /** One row for each finished epoch. */
  readonly history: EpochRecord[] = [];
  private settings: TrainingConfig;
  private batches: BatchSource;
  private readonly learner: Learner;
  private readonly inference: Inference;
  private position = START;
  private lastGood: RunState | undefined;
  private isRunning = false;
  private request: 'paused' | 'stopped' | undefined;
  private msPerImage = 0;

  /**
   * @param autoencoder whose weights are trained; still the caller's to dispose of
   * @param config throws a `RangeError` where a field is out of its limits
   */
  constructor(autoencoder: Autoencoder, dataset: Dataset, config: TrainingConfig) {
    if (String(autoencoder.imageShape) !== String(dataset.imageShape)) {
      const [expected, found] = [autoencoder.imageShape, dataset.imageShape].map((shape) =>
        shape.join(' × '),
      );
      throw new TypeError(`dataset: expected images of ${expected}, found ${found}`);
    }
    this.settings = { ...checkTrainingConfig(config) };
    requireStepFits(autoencoder.whole, Math.min(config.batchSize, dataset.counts.train));
    if (autoencoder.classifier && !dataset.hasLabels) {
      throw new TypeError('dataset: expected labels for a model with a classifier, found none');
    }
    this.autoencoder = autoencoder;
    this.dataset = dataset;
    this.batches = this.sourceBatches();
    this.learner = new Learner(autoencoder, this.settings);
    this.inference = new Inference(autoencoder);
  }

  /** A copy. */
  get config(): TrainingConfig {
    return { ...this.settings };
  }

  get running(): boolean {
    return this.isRunning;
  }

  /** Whether a `pause` or `stop` waits for it to come to rest. */
  get isEnding(): boolean {
    return this.request !== undefined;
  }

  /** Whether no batch of the next epoch has been trained on. */
  get isBetweenEpochs(): boolean {
    return this.position.batch === 0;
  }

  /** Finished steps since the run began. */
  get step(): number {
    return this.position.step;
  }

  /** From the next batch on. Throws a `RangeError` unless it is > 0. */
  setLearningRate(learningRate: number): void {
    checkLearningRate(learningRate);
    this.settings.learningRate = learningRate;
    this.learner.setLearningRate(learningRate);
  }

  /**
   * Keeps one half's weights as they are from here on, or none: another stage of the same run, with an optimizer that
   * begins anew. Throws a `RangeError` for another name.
   */
  setFrozen(frozen: AutoencoderPart | undefined): void {
    this.requireRest();
    checkFrozen(frozen);
    if (frozen === this.settings.frozen) return;
    const { frozen: _before, ...others } = this.settings;
    this.settings = { ...others, ...(frozen && { frozen }) };
    this.batches = this.sourceBatches();
    this.learner.freeze(frozen, this.settings.learningRate);
    this.lastGood = undefined;
  }

  /**
   * Begins anew from weights of another model, wherever name and shape agree. Throws an `UnreadableDataError`, and
   * changes nothing, where none do.
   */
  adoptWeights(weights: NamedArray[]): { adopted: string[]; left: string[] } {
    this.requireRest();
    const outcome = adoptWeights(this.autoencoder.whole, weights);
    this.learner.freeze(this.settings.frozen, this.settings.learningRate);
    this.position = START;
    this.history.length = 0;
    this.lastGood = undefined;
    return outcome;
  }

  /** Lets a running `run` come to rest after the current batch; of no effect otherwise. */
  pause(): void {
    this.request = 'paused';
  }

  /** Like `pause`, with another reason. */
  stop(): void {
    this.request = 'stopped';
  }

  /**
   * Trains and tells what happens. It waits for its caller between batches, so what is done on an event is done before
   * training goes on. The first event is `train-begin`, the last is `train-end`, its reason `finished` when the epochs asked for are trained,
   * `paused` after the batches asked for or by `pause`, `stopped` by `stop`, `failed` when a loss is no finite number:
   * then weights, optimizer and position are again those of the last good epoch.
   */
  async *run(limits: RunLimits = {}): AsyncGenerator<TrainingEvent, void> {
    this.requireRest();
    if (limits.epochs !== undefined) requireInteger('epochs', limits.epochs, 1);
    if (limits.batches !== undefined) requireInteger('batches', limits.batches, 1);
    this.isRunning = true;
    this.request = undefined;
    try {
      this.lastGood ??= await this.readState();
      yield { type: 'train-begin' };
      const end = yield* this.trainEpochs(limits);
      if (end.reason === 'failed') await this.applyState({ ...this.lastGood, config: this.config });
      yield end;
    } finally {
      this.isRunning = false;
    }
  }

  /** Figures over a whole split, in inference mode. */
  async evaluate(split: SplitName): Promise<Evaluation> {
    return (await this.measureSplit(split))!;
  }

  /** Copies of everything that the run needs to go on elsewhere. */
  async readState(): Promise<RunState> {
    return {
      preset: this.autoencoder.name,
      dataset: this.dataset.name,
      imageShape: this.dataset.imageShape,
      trainImages: this.dataset.counts.train,
      config: this.config,
      history: [...this.history],
      position: { ...this.position },
      ...(await this.learner.read()),
      savedAt: Date.now(),
    };
  }

  /**
   * Goes on where a saved run stood. Throws an `UnreadableDataError`, and changes nothing, if the state is of another
   * model or other data.
   */
  async restoreState(state: RunState): Promise<void> {
    this.requireRest();
    const { name, counts } = this.dataset;
    if (state.dataset !== name || state.trainImages !== counts.train) {
      const found = `${name} with ${counts.train} training images`;
      throw new UnreadableDataError(
        `saved run: expected the data it was trained on, ${state.dataset} with ${state.trainImages}, found ${found}`,
      );
    }
    await this.applyState(state);
    this.lastGood = undefined;
  }

  /** Stops, and frees the optimizer; the autoencoder is its owner's. */
  dispose(): void {
    this.stop();
    this.learner.dispose();
  }

  private async *trainEpochs(limits: RunLimits): AsyncGenerator<TrainingEvent, TrainingEnd> {
    const { epochs, batches = Infinity } = limits;
    const target = epochs === undefined ? this.settings.epochs : this.position.epoch + epochs;
    const lastStep = this.position.step + batches;
    while (this.position.epoch < target) {
      const order = this.batches.order(this.position.epoch);
      while (this.position.batch < this.batches.count) {
        if (this.request !== undefined || this.position.step >= lastStep) {
          return { type: 'train-end', reason: this.request ?? 'paused' };
        }
        const figures = this.trainBatch(order);
        if (!Number.isFinite(figures.loss)) return this.describeFailure(figures.loss);
        yield { type: 'batch-end', progress: this.measureProgress(figures, target) };
        await giveWay();
      }
      const validation = await this.validate();
      if (!validation) return { type: 'train-end', reason: this.request! };
      if (!Number.isFinite(validation.rmse)) return this.describeFailure(validation.rmse);
      const { frozen } = this.settings;
      const record = { ...recordEpoch(this.position, validation), ...(frozen && { frozen }) };
      this.history.push(record);
      this.position = passEpoch(this.position);
      this.lastGood = await this.readState();
      yield { type: 'epoch-end', record };
    }
    return { type: 'train-end', reason: 'finished' };
  }

  private trainBatch(order: Uint32Array): StepFigures {
    const { position, settings, batches } = this;
    const startMs = performance.now();
    const batch = batches.take(order, position);
    if (settings.decay) {
      const progress = position.step / (settings.epochs * batches.count);
      this.learner.setLearningRate(settings.learningRate * decayOf(settings, progress));
    }
    const { step } = position;
    const figures = this.learner.learn(batch, { seed: settings.seed, step, epochs: step / batches.count });
    const elapsedMs = performance.now() - startMs;
    const images = batch.pixels.length / this.dataset.pixels;
    this.position = passBatch(position, figures, images, elapsedMs);
    const msPerImage = elapsedMs / images;
    this.msPerImage ||= msPerImage;
    this.msPerImage += SPEED_SMOOTHING * (msPerImage - this.msPerImage);
    return figures;
  }

  private measureProgress({ rmse, parts }: StepFigures, epochs: number): TrainingProgress {
    const { epoch, batch, images } = this.position;
    const imagesLeft = (epochs - epoch) * this.dataset.counts.train - images;
    return {
      epoch: epoch + 1,
      epochs,
      batch,
      batches: this.batches.count,
      loss: rmse,
      ...(parts && { parts }),
      imagesPerSecond: 1000 / this.msPerImage,
      remainingMs: imagesLeft * this.msPerImage,
    };
  }

  /** Undefined if a pause or a stop came in between. */
  private async validate(): Promise<Evaluation | undefined> {
    const startMs = performance.now();
    const isCancelled = (): boolean => this.request !== undefined;
    const evaluation = await this.measureSplit('validation', isCancelled);
    const elapsedMs = this.position.elapsedMs + performance.now() - startMs;
    this.position = { ...this.position, elapsedMs };
    return evaluation;
  }

  private measureSplit(split: SplitName, isCancelled?: () => boolean): Promise<Evaluation | undefined> {
    const { batches, learner, dataset, settings } = this;
    const measure = (indices: Uint32Array, start: number): LossParts | undefined => {
      if (!learner.hasParts) return undefined;
      const step = { seed: settings.seed, step: SEQUENCES - 1 - start, epochs: settings.epochs };
      return learner.measure(batches.takeFixed(split, indices, start), step).parts;
    };
    return evaluateSplit(this.inference, dataset, split, { isCancelled, see: batches.see, measure });
  }

  private describeFailure(found: number): TrainingEnd {
    const { epoch, batch } = this.position;
    const kept = epoch === 0 ? 'the initial weights are back' : `the weights of epoch ${epoch} are kept`;
    const message =
      `training: expected a finite loss, found ${found} in epoch ${epoch + 1} at batch ${batch}; ${kept}: ` +
      `try a smaller learning rate than ${this.settings.learningRate}, a tenth of it, say`;
    return { type: 'train-end', reason: 'failed', message };
  }

  private async applyState(state: RunState): Promise<void> {
    await this.learner.write(state, state.config);
    this.settings = { ...state.config };
    this.batches = this.sourceBatches();
    this.position = { ...state.position };
    this.history.splice(0, Infinity, ...state.history);
  }

  private sourceBatches(): BatchSource {
    return new BatchSource(this.dataset, this.settings, this.autoencoder.classifier !== undefined);
  }

  private requireRest(): void {
    if (this.isRunning)
      throw new Error('training: expected it to be at rest, found it running: pause it first');
  }
}

type TrainingEnd = Extract<TrainingEvent, { type: 'train-end' }>;

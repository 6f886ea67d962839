import type { Dataset, SplitName } from '../datasets/index.ts';
import { UnreadableDataError, requireInteger } from '../errors.ts';
import type { Autoencoder } from '../models/index.ts';
import { RandomSequence } from '../random.ts';
import { evaluateSplit } from './evaluate-split.ts';
import { giveWay } from './give-way.ts';
import { Inference } from './inference.ts';
import { Learner } from './learner.ts';
import type { Evaluation } from './metrics.ts';
import { passBatch, passEpoch, recordEpoch, START } from './run-position.ts';
import type { RunState } from './run-state.ts';
import { addNoise } from './noise.ts';
import { requireStepFits } from './step-memory.ts';
import { checkLearningRate, checkTrainingConfig, decayOf } from './training-config.ts';
import type { TrainingConfig } from './training-config.ts';
import type { EpochRecord, TrainingEvent, TrainingProgress } from './training-event.ts';

/** How far one call of `run` goes; without limits, to the end of the configured epochs. */
export interface RunLimits {
  /** Whole epochs from here; an unfinished one counts as the first. */
  epochs?: number;
  /** Batches from here. */
  batches?: number;
}

/** As many as random.ts has indices for. */
const NOISE_SEQUENCES = 0x1000000;

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
  private readonly settings: TrainingConfig;
  private readonly learner: Learner;
  private readonly inference: Inference;
  private position = START;
  private lastGood: RunState | undefined;
  private isRunning = false;
  private request: 'paused' | 'stopped' | undefined;
  private msPerImage = 0;
  /** Figures are measured on the same corruption every time, from the last of the seed's sequences down. */
  private readonly seeFixed = (pixels: Float32Array, start: number): Float32Array =>
    this.corrupt(pixels, NOISE_SEQUENCES - 1 - start);

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
    requireStepFits(autoencoder.model, Math.min(config.batchSize, dataset.counts.train));
    this.autoencoder = autoencoder;
    this.dataset = dataset;
    this.learner = new Learner(autoencoder, config.learningRate);
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
    const evaluation = await evaluateSplit(this.inference, this.dataset, split, { see: this.seeFixed });
    return evaluation!;
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
      const order = this.shuffle();
      while (this.position.batch < this.batchCount) {
        if (this.request !== undefined || this.position.step >= lastStep) {
          return { type: 'train-end', reason: this.request ?? 'paused' };
        }
        const loss = this.trainBatch(order);
        if (!Number.isFinite(loss)) return this.describeFailure(loss);
        yield { type: 'batch-end', progress: this.measureProgress(loss, target) };
        await giveWay();
      }
      const validation = await this.validate();
      if (!validation) return { type: 'train-end', reason: this.request! };
      if (!Number.isFinite(validation.rmse)) return this.describeFailure(validation.rmse);
      const record = recordEpoch(this.position, validation.rmse);
      this.history.push(record);
      this.position = passEpoch(this.position);
      this.lastGood = await this.readState();
      yield { type: 'epoch-end', record };
    }
    return { type: 'train-end', reason: 'finished' };
  }

  /** Indices of the training images in the order of the epoch that is under way. */
  private shuffle(): Uint32Array {
    const indices = this.dataset.indices('train');
    const random = new RandomSequence(this.settings.seed, 'order', this.position.epoch);
    return random.permutation(indices.length).map((position) => indices[position]);
  }

  private trainBatch(order: Uint32Array): number {
    const { position, settings } = this;
    const startMs = performance.now();
    const batch = order.subarray(
      position.batch * settings.batchSize,
      (position.batch + 1) * settings.batchSize,
    );
    const pixels = this.dataset.gatherPixels('train', batch);
    const mask = this.dataset.gatherMask('train', batch);
    const step = { seed: settings.seed, step: position.step };
    if (settings.decay) {
      const progress = position.step / (settings.epochs * this.batchCount);
      this.learner.setLearningRate(settings.learningRate * decayOf(settings, progress));
    }
    const seen = settings.noise && this.corrupt(pixels, position.step);
    const loss = this.learner.learn({ pixels, ...(seen && { seen }), ...(mask && { mask }) }, step);
    const elapsedMs = performance.now() - startMs;
    this.position = passBatch(position, loss, batch.length, elapsedMs);
    const msPerImage = elapsedMs / batch.length;
    this.msPerImage ||= msPerImage;
    this.msPerImage += SPEED_SMOOTHING * (msPerImage - this.msPerImage);
    return loss;
  }

  /** What the network sees of images that it is to give back. */
  private corrupt(pixels: Float32Array, index: number): Float32Array {
    const { noise, seed } = this.settings;
    // Steps past the sequences that a seed has begin anew.
    return noise
      ? addNoise(pixels, this.dataset.imageShape, noise, { seed, index: index % NOISE_SEQUENCES })
      : pixels;
  }

  private measureProgress(loss: number, epochs: number): TrainingProgress {
    const { epoch, batch, images } = this.position;
    const imagesLeft = (epochs - epoch) * this.dataset.counts.train - images;
    return {
      epoch: epoch + 1,
      epochs,
      batch,
      batches: this.batchCount,
      loss,
      imagesPerSecond: 1000 / this.msPerImage,
      remainingMs: imagesLeft * this.msPerImage,
    };
  }

  /** Undefined if a pause or a stop came in between. */
  private async validate(): Promise<Evaluation | undefined> {
    const startMs = performance.now();
    const isCancelled = (): boolean => this.request !== undefined;
    const evaluation = await evaluateSplit(this.inference, this.dataset, 'validation', {
      isCancelled,
      see: this.seeFixed,
    });
    const elapsedMs = this.position.elapsedMs + performance.now() - startMs;
    this.position = { ...this.position, elapsedMs };
    return evaluation;
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
    await this.learner.write(state, state.config.learningRate);
    Object.assign(this.settings, state.config);
    this.position = { ...state.position };
    this.history.splice(0, Infinity, ...state.history);
  }

  private get batchCount(): number {
    return Math.ceil(this.dataset.counts.train / this.settings.batchSize);
  }

  private requireRest(): void {
    if (this.isRunning)
      throw new Error('training: expected it to be at rest, found it running: pause it first');
  }
}

type TrainingEnd = Extract<TrainingEvent, { type: 'train-end' }>;

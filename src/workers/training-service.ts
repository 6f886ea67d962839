import { measurePcaBaseline } from '../engine/analysis/index.ts';
import { loadDataset, type Dataset } from '../engine/datasets/index.ts';
import { startBackend } from '../engine/index.ts';
import { findPreset } from '../engine/models/index.ts';
import {
  decodeModelFile,
  encodeModelFile,
  Inference,
  Trainer,
  unpackEpochCodes,
  type RunLimits,
} from '../engine/training/index.ts';
import { disposeBench, type Bench, type LoadedData } from './bench.ts';
import type {
  AdoptedPart,
  AdoptedRun,
  AdoptedWeights,
  AutoencoderPart,
  Capabilities,
  DataSelection,
  DatasetInfo,
  DatasetSource,
  EncodedSplit,
  Evaluation,
  ImageArray,
  ModelSummary,
  NarrowedData,
  PcaBaseline,
  PixelPlane,
  Predictions,
  PresetName,
  Reconstructions,
  SavedRun,
  SplitName,
  StartOptions,
  TrainingApi,
  TrainingConfig,
  TrainingEndReason,
  WorkerEvent,
} from './boundary-types.ts';
import { fitPcaOnce, rebuildByPca } from './pca-fits.ts';
import { describeRun, RunKeeper, selectFitting, type KeptRun } from './run-keeper.ts';
import { encodeImages, layOutPixels } from './split-views.ts';
import { ThrottledEvents, type EventSink } from './throttled-events.ts';
import type { UseAnswer, UseName, UseRequest } from './uses/use-calls.ts';
import { UseRunner } from './uses/run-use.ts';
import type { ProgressSink } from './uses/use-job.ts';

/**
 * What the training worker does, without the worker: owns data, model and tfjs, and tells through its events what
 * happens. A call that fails leaves everything as it was.
 */
export class TrainingService implements TrainingApi {
  private options: StartOptions | undefined;
  private events: ThrottledEvents | undefined;
  private keeper: RunKeeper | undefined;
  /** Loaded, but not yet with a model that fits it. */
  private candidate: LoadedData | undefined;
  private bench: Bench | undefined;
  private readonly uses = new UseRunner();
  /** Pairs that go with each epoch's end. */
  private shownCount = 3;

  async start(options: StartOptions, events: EventSink): Promise<Capabilities> {
    this.options = options;
    this.events = new ThrottledEvents(events);
    this.keeper = new RunKeeper(options.storageKey, (event) => this.send(event));
    return startBackend(options);
  }

  async loadDataset(source: DatasetSource, seed: number): Promise<DatasetInfo> {
    this.requireRest();
    this.candidate = await this.readData(source, seed);
    return this.candidate.dataset.info;
  }

  async createModel(preset: PresetName, config: TrainingConfig): Promise<ModelSummary> {
    this.requireRest();
    const bench = await this.buildBench(preset, config);
    this.install(bench);
    return bench.autoencoder.summary;
  }

  async narrowData(selection: DataSelection, carriesOn: boolean): Promise<NarrowedData> {
    this.requireRest();
    const { data, trainer, replay } = this.requireBench();
    const state = await trainer.readState();
    const dataset = data.dataset.narrow(selection);
    this.candidate = { ...data, selection, dataset };
    if (carriesOn) {
      const narrowed = { ...state, dataset: dataset.name, trainImages: dataset.counts.train };
      // The images of the replay are of the test split, which stays whole.
      return { info: dataset.info, ...(await this.adopt({ state: narrowed, replay: [...replay] })) };
    }
    return { info: dataset.info, summary: await this.createModel(state.preset as PresetName, state.config) };
  }

  train(options: { epochs?: number } = {}): Promise<TrainingEndReason> {
    return this.run(options);
  }

  step(options: { batches: number } | { epochs: number }): Promise<TrainingEndReason> {
    return this.run(options);
  }

  async pause(): Promise<void> {
    this.bench?.trainer.pause();
  }

  async stop(): Promise<void> {
    this.bench?.trainer.stop();
  }

  async setLearningRate(learningRate: number): Promise<void> {
    this.requireBench().trainer.setLearningRate(learningRate);
  }

  async setFrozen(frozen: AutoencoderPart | undefined): Promise<void> {
    this.requireBench().trainer.setFrozen(frozen);
  }

  async adoptWeights(file: Uint8Array, part: AdoptedPart): Promise<AdoptedWeights> {
    this.requireRest();
    const { autoencoder: before, trainer } = this.requireBench();
    const { weights } = decodeModelFile(file);
    const bench = await this.buildBench(before.name, trainer.config);
    try {
      const { autoencoder } = bench;
      const names =
        part !== 'both' && new Set(autoencoder[part].weights.map((weight) => weight.originalName));
      const chosen = weights.filter(({ name }) => !names || names.has(name));
      const outcome = bench.trainer.adoptWeights(chosen);
      this.install(bench);
      return { summary: autoencoder.summary, ...outcome };
    } catch (error) {
      disposeBench(bench);
      throw error;
    }
  }

  evaluate(split: SplitName): Promise<Evaluation> {
    return this.requireBench().trainer.evaluate(split);
  }

  encode(images: ImageArray): Promise<{ data: Float32Array; shape: [number, number] }> {
    return this.requireBench().inference.encode(images);
  }

  decode(latents: { data: Float32Array; shape: [number, number] }): Promise<ImageArray> {
    return this.requireBench().inference.decode(latents);
  }

  reconstruct(images: ImageArray): Promise<ImageArray> {
    return this.requireBench().inference.reconstruct(images);
  }

  async classify(images: ImageArray): Promise<Predictions> {
    const { inference } = this.requireBench();
    return inference.classify(await inference.encode(images));
  }

  async pixelPlane(split: SplitName, limit?: number): Promise<PixelPlane> {
    return layOutPixels(this.dataset, split, this.dataset.indices(split).slice(0, limit));
  }

  async reconstructSplit(
    split: SplitName,
    which: { count: number } | { indices: number[] },
  ): Promise<Reconstructions> {
    if ('count' in which) this.shownCount = which.count;
    const chosen =
      'count' in which ? this.dataset.indices(split).slice(0, which.count) : Uint32Array.from(which.indices);
    const encoded = await this.encodeIndices(split, chosen);
    const { indices, labels, images, reconstructions, rmse, predictions } = encoded;
    const { data, autoencoder } = this.requireBench();
    const pca = rebuildByPca(data.dataset, autoencoder.latentDim, split, indices);
    return {
      ...{ split, indices, labels, images, reconstructions, rmse },
      ...(pca && { pca }),
      ...(predictions && { predictions }),
    };
  }

  async encodeSplit(split: SplitName, limit?: number): Promise<EncodedSplit> {
    return this.encodeIndices(split, this.dataset.indices(split).slice(0, limit));
  }

  async pcaBaseline(): Promise<PcaBaseline> {
    const { dataset } = this;
    const { pca } = await fitPcaOnce(dataset, this.requireBench().autoencoder.latentDim);
    return measurePcaBaseline(dataset, pca);
  }

  runUse<Name extends UseName>(
    name: Name,
    request: UseRequest<Name>,
    progress?: ProgressSink,
  ): Promise<UseAnswer<Name>> {
    return this.uses.run(this.requireBench(), name, request, progress);
  }

  async cancelUse(name: UseName): Promise<void> {
    this.uses.cancel(name);
  }

  async findSavedRun(): Promise<SavedRun | undefined> {
    const state = await this.keeper?.load();
    return state && describeRun(state);
  }

  async resumeSavedRun(): Promise<AdoptedRun> {
    const state = await this.keeper?.load();
    if (!state) throw new Error('expected a saved run of this element, found none');
    const adopted = await this.adopt({ state, replay: await this.keeper!.loadReplay() });
    this.keeper!.goOnWith(this.requireBench());
    return adopted;
  }

  async forgetSavedRun(): Promise<void> {
    await this.keeper?.forget();
  }

  async saveFile(): Promise<Uint8Array> {
    const { trainer, replay } = this.requireBench();
    return encodeModelFile(await trainer.readState(), replay);
  }

  async openFile(file: Uint8Array): Promise<AdoptedRun> {
    const adopted = await this.adopt({ state: decodeModelFile(file), replay: unpackEpochCodes(file) });
    await this.keeper?.keepRun(this.requireBench());
    await this.keeper?.keepReplay(this.requireBench());
    return adopted;
  }

  private async run(limits: RunLimits): Promise<TrainingEndReason> {
    const bench = this.requireBench();
    const { trainer } = bench;
    let reason: TrainingEndReason = 'finished';
    for await (const event of trainer.run(limits)) {
      if (event.type === 'train-begin') {
        // Before the first step; and of an epoch at whose end there was no time for it.
        if (trainer.isBetweenEpochs) await this.keeper?.recordCodes(bench);
        continue;
      }
      if (event.type === 'epoch-end') {
        await this.keeper?.keepRun(bench);
        const reconstructions = await this.reconstructSplit('test', { count: this.shownCount });
        this.send({ ...event, reconstructions });
        await this.keeper?.recordCodes(bench);
        continue;
      }
      this.send(event);
      if (event.type === 'train-end') reason = event.reason;
    }
    return reason;
  }

  private async adopt({ state, replay }: KeptRun): Promise<AdoptedRun> {
    this.requireRest();
    const bench = await this.buildBench(state.preset, state.config);
    try {
      await bench.trainer.restoreState(state);
    } catch (error) {
      disposeBench(bench);
      throw error;
    }
    bench.replay = selectFitting(replay, bench);
    this.install(bench);
    return { summary: bench.autoencoder.summary, run: describeRun(state), replay: bench.replay };
  }

  /** For the data that were loaded last; if that fails, the data before them stay. */
  private async buildBench(preset: string, config: TrainingConfig): Promise<Bench> {
    let data = this.candidate ?? this.requireBench().data;
    this.candidate = undefined;
    if (data.seed !== config.seed) data = await this.readData(data.source, config.seed, data.selection);
    const fitted = fitClasses(preset, config, data.dataset);
    const autoencoder = findPreset(preset).build(data.dataset.imageShape, config.seed, fitted.model);
    try {
      const trainer = new Trainer(autoencoder, data.dataset, fitted);
      return { data, autoencoder, trainer, inference: new Inference(autoencoder), replay: [] };
    } catch (error) {
      autoencoder.dispose();
      throw error;
    }
  }

  private install(bench: Bench): void {
    this.uses.cancel();
    if (this.bench) disposeBench(this.bench);
    this.bench = bench;
  }

  private async readData(
    source: DatasetSource,
    seed: number,
    selection?: DataSelection,
  ): Promise<LoadedData> {
    const { baseUrl } = this.options!;
    const dataset = await loadDataset(source, {
      seed,
      baseUrl,
      fetcher: (url) => fetch(url),
      onProgress: (done, total) => this.send({ type: 'progress', what: 'Loading images', done, total }),
    });
    if (!selection) return { dataset, source, seed };
    return { dataset: dataset.narrow(selection), source, seed, selection };
  }

  private async encodeIndices(split: SplitName, indices: Uint32Array): Promise<EncodedSplit> {
    const { data, inference, trainer } = this.requireBench();
    const { step } = trainer;
    return { ...(await encodeImages(data.dataset, inference, split, indices)), step };
  }

  private send(event: WorkerEvent): void {
    this.events?.send(event);
  }

  private requireRest(): void {
    if (this.bench?.trainer.running)
      throw new Error('expected a run at rest, found one training; stop it first');
  }

  private get dataset(): Dataset {
    return this.requireBench().data.dataset;
  }

  private requireBench(): Bench {
    if (!this.bench) throw new Error('expected a model, found none; load a data set first');
    return this.bench;
  }
}

/** A classifier has as many classes as the data. */
function fitClasses(preset: string, config: TrainingConfig, { classNames }: Dataset): TrainingConfig {
  const classes = Math.max(2, classNames.length);
  if (preset !== 'classifier' || classes === 10) return config;
  return { ...config, model: { ...config.model, classes } };
}

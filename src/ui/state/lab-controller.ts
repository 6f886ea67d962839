import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  WorkerEndedError,
  type AdoptedPart,
  type AdoptedRun,
  type AdoptedWeights,
  type Capabilities,
  type DataSelection,
  type DatasetInfo,
  type DatasetSource,
  type ModelSummary,
  type SavedRun,
  type StartOptions,
  type TrainingClient,
  type TrainingEndReason,
  type WorkerEvent,
} from '../../workers/index.ts';
import { resolveSource } from './dataset-source.ts';
import { LatentExplorer } from './explore/index.ts';
import type { LabState } from './lab-state.ts';
import { measureTask } from './measure-task.ts';
import { Exporter } from './exporter.ts';
import { recallMapSettings } from './map-settings.ts';
import { ModelViews, type ProjectedSplit, type ProjectSplitOptions } from './model-views.ts';
import { nextTask } from './next-task.ts';
import { NoticeBoard } from './notice-board.ts';
import { SavedRunOffer } from './saved-run-offer.ts';
import { changeSettings, choosePreset, shapesRun, type Settings } from './settings.ts';
import { TrainingRun } from './training-run.ts';
import { WorkerLife } from './worker-life.ts';

export interface LabHost extends ReactiveControllerHost {
  /** Fires one of the element's events. */
  emit(name: string, detail: object): void;
}

export interface LabOptions {
  /** Folder of the built files; absolute, ends with a slash. */
  baseUrl: string;
  /** Key of the saved run. */
  storageKey: string;
  settings: Settings;
  /** Without relaxed SIMD: the same bits on every machine. */
  deterministic?: boolean;
}

/** The one class of the page that talks to the training worker: it holds what the element shows and does what it is asked. */
export class LabController implements ReactiveController {
  state: LabState = 'idle';
  settings: Settings;
  dataset: DatasetInfo | undefined;
  summary: ModelSummary | undefined;
  loading: { what: string; done: number; total: number } | undefined;
  readonly run: TrainingRun;
  readonly views: ModelViews;
  readonly explorer: LatentExplorer;
  readonly notices: NoticeBoard;
  readonly exporter: Exporter;

  private readonly host: LabHost;
  private readonly worker: WorkerLife;
  private readonly client: TrainingClient;
  private readonly offer: SavedRunOffer;
  private source: DatasetSource | undefined;
  /** The part of the data that is trained on. */
  private selection: DataSelection | undefined;
  private disposed = false;

  constructor(host: LabHost, { baseUrl, storageKey, settings, deterministic }: LabOptions) {
    this.host = host;
    this.settings = settings;
    const update = () => host.requestUpdate();
    this.notices = new NoticeBoard({
      onChange: update,
      onError: (error) => this.emit('ae-error', { message: error.message, error }),
    });
    this.worker = new WorkerLife(
      { baseUrl, storageKey, threads: settings.threads, deterministic },
      { onEvent: (event) => this.receive(event), onFailure: (error) => this.fail(error) },
      this.notices,
    );
    this.client = this.worker.client;
    this.offer = new SavedRunOffer(this.notices);
    this.run = new TrainingRun(this.client);
    this.exporter = new Exporter(this.client, this.notices, baseUrl);
    this.views = new ModelViews({
      baseUrl,
      client: this.client,
      notices: this.notices,
      onChange: () => {
        this.explorer.renew();
        update();
      },
      onLayout: ({ data }) =>
        this.emit('ae-projection', { method: data!.method, count: data!.indices.length }),
    });
    Object.assign(this.views.map, recallMapSettings(storageKey));
    this.explorer = new LatentExplorer({
      client: this.client,
      map: this.views.map,
      seed: () => this.settings.seed,
      onChange: update,
      onFailure: (error) => this.notices.report(error),
    });
    host.addController(this);
  }

  /** The element decides when it is gone: moving it in the page is not the end. */
  hostConnected(): void {}

  get capabilities(): Capabilities | undefined {
    return this.worker.capabilities;
  }

  /** Ends the workers; nothing is reported or fired from here on. */
  dispose(): void {
    this.disposed = true;
    this.client.terminate();
    this.views.terminate();
    this.explorer.terminate();
    this.host.removeController(this);
  }

  /** Starts the worker and loads a data set; resolves once the element can train. */
  async open(source: DatasetSource): Promise<void> {
    this.setState('loading');
    this.source = source;
    // First the page is drawn: starting a worker takes as long as a frame or two.
    await nextTask();
    if (this.disposed) throw new Error('expected the element to stay in the page, found it removed');
    // Data need no backend: they are fetched while it starts.
    this.worker.start();
    await this.loadDataset(source);
  }

  /** Loads data and begins a new run on it; on failure data and run stay what they were. */
  async loadDataset(source: DatasetSource): Promise<DatasetInfo> {
    return this.notices.guard(async () => {
      if (this.state === 'training') {
        throw new Error('expected a run at rest, found one training; stop it first');
      }
      const before = this.state;
      this.setState('loading');
      try {
        if (this.worker.isDead) await this.worker.restart();
        const saved = this.client.call('findSavedRun');
        saved.catch(() => undefined);
        const data = measureTask('ae-data', () =>
          this.client.call('loadDataset', resolveSource(source), this.settings.seed),
        );
        const [info] = await Promise.all([data, this.worker.started]);
        const preset = choosePreset(this.settings.preset, info.table?.kind);
        this.settings = changeSettings(this.settings, { preset }).settings;
        await measureTask('ae-model', () => this.createModel(info));
        this.source = source;
        this.selection = undefined;
        this.offerRun(await this.notices.guard(() => saved).catch(() => undefined));
        return info;
      } catch (error) {
        this.setState(this.summary ? before : 'failed');
        throw error;
      } finally {
        this.loading = undefined;
      }
    });
  }

  /** Trains on a part of the data from here on: with a new model, or with the present one where it carries on. */
  async narrowData(selection: DataSelection, carriesOn = false): Promise<void> {
    await this.notices.guard(async () => {
      const narrowed = await this.client.call('narrowData', selection, carriesOn);
      this.dataset = narrowed.info;
      this.selection = selection;
      if (narrowed.run) return this.adopt(narrowed);
      this.summary = narrowed.summary;
      this.run.renew();
      this.explorer.forget();
      this.offer.withdraw();
      this.setState('ready');
      this.views.showUntrained(narrowed.info);
    });
  }

  /** Trains until the run ends, pauses or stops. */
  train(options: { epochs?: number } = {}): Promise<TrainingEndReason> {
    const left = this.settings.epochs - this.run.history.length;
    // A finished run is no reason to do nothing: it goes on for as long again.
    const epochs = options.epochs ?? (left > 0 ? left : this.settings.epochs);
    return this.begin(() => this.client.call('train', { epochs }));
  }

  step(options: { batches: number } | { epochs: number }): Promise<TrainingEndReason> {
    return this.begin(() => this.client.call('step', options));
  }

  pause(): Promise<void> {
    return this.notices.guard(() => this.run.pause());
  }

  /** Ends the run within a batch; a worker that does not obey is ended, and the last saved epoch put back. */
  async stop(): Promise<void> {
    await this.notices.guard(() => this.run.stop(() => this.restart()));
    if (this.state === 'paused') this.setState('ready');
  }

  /** A new model from the seed; the run so far is gone, in storage too. Revives a worker that failed. */
  async reset(): Promise<void> {
    if (this.state === 'training') await this.stop();
    await this.notices.guard(async () => {
      if (this.worker.isDead) await this.restart();
      await this.client.call('forgetSavedRun');
      this.offer.withdraw();
      await this.createModel();
    });
  }

  /** Checks and takes over new settings; those that shape the model or the data's order begin a new run. */
  async applySettings(make: Partial<Settings> | ((settings: Settings) => Partial<Settings>)): Promise<void> {
    await this.notices.guard(async () => {
      const before = this.settings;
      const changes = typeof make === 'function' ? make(before) : make;
      const { settings, changed } = changeSettings(before, changes);
      const renews = shapesRun(changed);
      if (this.state === 'training' && (renews || changed.has('threads') || changed.has('frozen'))) {
        throw new Error(
          'expected a run at rest to change anything but epochs and learning rate; stop it first',
        );
      }
      this.settings = settings;
      this.host.requestUpdate();
      if (!this.summary) return;
      try {
        if (changed.has('threads')) await this.restart({ threads: settings.threads });
        if (renews) return await this.createModel();
        if (changed.has('frozen')) await this.client.call('setFrozen', settings.frozen);
        if (changed.has('learningRate')) await this.client.call('setLearningRate', settings.learningRate);
      } catch (error) {
        this.settings = before;
        throw error;
      }
    });
  }

  /** Asks the training worker something; a failure is shown in the page and passed on. */
  readonly ask: TrainingClient['call'] = (method, ...args) =>
    this.notices.guard(() => this.client.call(method, ...args));

  /** Asks a use of the autoencoder something; what it was cancelled for is no failure, but it rejects. */
  readonly use: TrainingClient['use'] = (name, request, options) =>
    this.notices.guard(() => this.client.use(name, request, options));

  async resumeSavedRun(): Promise<void> {
    this.adopt(await this.ask('resumeSavedRun'));
  }

  async forgetSavedRun(): Promise<void> {
    await this.ask('forgetSavedRun');
    this.offer.withdraw();
  }

  /** Begins anew with weights of a saved run, wherever the present model's agree with them. */
  async adoptWeights(file: Uint8Array, part: AdoptedPart): Promise<AdoptedWeights> {
    const outcome = await this.ask('adoptWeights', file, part);
    this.summary = outcome.summary;
    this.run.renew();
    this.explorer.forget();
    this.offer.withdraw();
    this.setState('ready');
    this.views.showUntrained(this.dataset!);
    this.views.showResult(this.dataset!, this.settings.seed);
    return outcome;
  }

  async openFile(file: Uint8Array): Promise<void> {
    this.adopt(await this.ask('openFile', file));
  }

  /** Encodes and lays out images of a split, leaving the map as it is. */
  project({ split = 'test', limit, ...options }: ProjectSplitOptions): Promise<ProjectedSplit> {
    const { seed } = this.settings;
    return this.notices.guard(async () => {
      const projected = await this.views.project(split, limit, { method: 'umap', seed, ...options });
      this.emit('ae-projection', { method: options.method ?? 'umap', count: projected.indices.length });
      return projected;
    });
  }

  /** Trains at once: an unfinished run of the same making goes on, else a new one begins. */
  async autostart(): Promise<void> {
    if (this.offer.isBegunBy(this.settings)) await this.resumeSavedRun();
    await this.train();
  }

  /** Offers to go on with what was kept on an earlier visit, if it belongs to the data. */
  private offerRun(run: SavedRun | undefined): void {
    this.offer.withdraw();
    if (run && run.dataset === this.dataset?.name) this.offer.make(run);
  }

  private async createModel(info = this.dataset!): Promise<void> {
    const { preset, threads: _, ...config } = this.settings;
    this.summary = await this.client.call('createModel', preset, config);
    this.dataset = info;
    this.run.renew();
    this.explorer.forget();
    this.setState('ready');
    this.views.showUntrained(info);
  }

  private async begin(start: () => Promise<TrainingEndReason>): Promise<TrainingEndReason> {
    return this.notices.guard(async () => {
      if (this.state === 'training') throw new Error('expected a run at rest, found one training already');
      if (this.worker.isDead) await this.restart();
      if (!this.summary) throw new Error(`expected a data set and a model, found the element ${this.state}`);
      this.notices.remove('error');
      this.offer.withdraw();
      this.views.showLater();
      this.setState('training');
      const end = await this.run.begin(start).catch((error: unknown) => {
        if (error instanceof WorkerEndedError) return undefined;
        this.setState(this.worker.isDead ? 'failed' : 'ready');
        throw error;
      });
      const reason = end?.reason ?? 'stopped';
      // A worker that was ended has nothing to show; whoever ended it sets the state.
      if (end)
        this.setState(
          ({ paused: 'paused', failed: 'failed', finished: 'ready', stopped: 'ready' } as const)[reason],
        );
      this.emit('ae-train-end', { reason, history: this.run.history });
      if (reason === 'failed') throw new Error(end?.message ?? 'training failed');
      if (end) this.views.showResult(this.dataset!, this.settings.seed);
      return reason;
    });
  }

  /** Ends the worker and sets up a new one with what there was: the data, and the last saved epoch. */
  private async restart(changes: Partial<StartOptions> = {}): Promise<void> {
    const wasTrained = this.run.history.length > 0;
    this.setState('loading');
    try {
      await this.worker.restart(changes);
      if (this.source === undefined) return;
      const info = await this.client.call('loadDataset', resolveSource(this.source), this.settings.seed);
      await this.createModel(info);
      if (this.selection) this.dataset = (await this.client.call('narrowData', this.selection, false)).info;
      const saved = wasTrained ? await this.client.call('findSavedRun') : undefined;
      if (saved) this.adopt(await this.client.call('resumeSavedRun'));
    } catch (error) {
      this.setState('failed');
      throw error;
    } finally {
      this.loading = undefined;
    }
  }

  private adopt({ summary, run, replay }: AdoptedRun): void {
    this.summary = summary;
    this.settings = { threads: this.settings.threads, preset: run.preset, ...run.config };
    this.run.renew(run.history);
    this.explorer.forget(replay);
    this.offer.withdraw();
    this.setState(run.history.length < run.config.epochs ? 'paused' : 'ready');
    this.views.showResult(this.dataset!, run.config.seed);
  }

  private receive(event: WorkerEvent): void {
    this.run.receive(event);
    // The answer to a call may overtake the events before it: they travel on two ports.
    if (event.type === 'progress' && this.state === 'loading') this.loading = event;
    if (event.type === 'batch-end') {
      this.views.showProgress(this.dataset!, this.settings.seed);
      this.emit('ae-batch-end', event.progress);
    }
    if (event.type === 'epoch-codes') this.explorer.keep(event.codes);
    if (event.type === 'notice') this.notices.put({ id: 'worker', kind: 'warning', message: event.message });
    if (event.type === 'epoch-end') {
      this.views.showEpoch(event.reconstructions);
      this.emit('ae-epoch-end', event.record);
    }
    this.host.requestUpdate();
  }

  private fail(error: Error): void {
    this.setState('failed');
    this.notices.report(error);
  }

  private setState(state: LabState): void {
    if (this.state === state || this.disposed) return;
    this.state = state;
    this.views.map.setBesideTraining(state === 'training');
    this.host.requestUpdate();
    this.emit('ae-state-change', { state });
  }

  private emit(name: string, detail: object): void {
    if (!this.disposed) this.host.emit(name, detail);
  }
}

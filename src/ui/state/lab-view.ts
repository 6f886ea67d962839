import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  AdoptedRun,
  Capabilities,
  DatasetInfo,
  ModelSummary,
  TrainingClient,
  WorkerEvent,
} from '../../workers/index.ts';
import { LatentExplorer } from './explore/index.ts';
import { Exporter } from './exporter.ts';
import type { LabState } from './lab-state.ts';
import { recallMapSettings } from './map-settings.ts';
import { ModelViews, type ProjectedSplit, type ProjectSplitOptions } from './model-views.ts';
import { NoticeBoard } from './notice-board.ts';
import { SavedRunOffer } from './saved-run-offer.ts';
import type { Settings } from './settings.ts';
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

/** What the element shows, and how it follows what the training worker tells. What it is asked to do is `LabController`'s. */
export abstract class LabView implements ReactiveController {
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

  protected readonly host: LabHost;
  protected readonly worker: WorkerLife;
  protected readonly client: TrainingClient;
  protected readonly offer: SavedRunOffer;
  protected disposed = false;

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

  /** Asks the training worker something; a failure is shown in the page and passed on. */
  readonly ask: TrainingClient['call'] = (method, ...args) =>
    this.notices.guard(() => this.client.call(method, ...args));

  /** Asks a use of the autoencoder something; what it was cancelled for is no failure, but it rejects. */
  readonly use: TrainingClient['use'] = (name, request, options) =>
    this.notices.guard(() => this.client.use(name, request, options));

  /** Encodes and lays out images of a split, leaving the map as it is. */
  project({ split = 'test', limit, ...options }: ProjectSplitOptions): Promise<ProjectedSplit> {
    const { seed } = this.settings;
    return this.notices.guard(async () => {
      const projected = await this.views.project(split, limit, { method: 'umap', seed, ...options });
      this.emit('ae-projection', { method: options.method ?? 'umap', count: projected.indices.length });
      return projected;
    });
  }

  /** A new model, which nothing has been trained in yet: what was shown of the one before goes. */
  protected showModel(summary: ModelSummary, info: DatasetInfo): void {
    this.summary = summary;
    this.dataset = info;
    this.run.renew();
    this.explorer.forget();
    this.setState('ready');
    this.views.showUntrained(info);
  }

  /** A run in the place of the one before. */
  protected adopt({ summary, run, replay }: AdoptedRun): void {
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

  protected setState(state: LabState): void {
    if (this.state === state || this.disposed) return;
    this.state = state;
    this.views.map.setBesideTraining(state === 'training');
    this.host.requestUpdate();
    this.emit('ae-state-change', { state });
  }

  protected emit(name: string, detail: object): void {
    if (!this.disposed) this.host.emit(name, detail);
  }
}

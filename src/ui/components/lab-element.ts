import { property } from 'lit/decorators.js';
import type {
  Capabilities,
  DatasetInfo,
  DatasetSource,
  EpochRecord,
  Evaluation,
  ImageArray,
  ModelSummary,
  SplitName,
  TrainingEndReason,
} from '../../workers/index.ts';
import {
  gatherSettings,
  readChanges,
  LabController,
  nextTask,
  recallSettings,
  type LabHost,
  type LabState,
  type ProjectedSplit,
  type ProjectSplitOptions,
  type WrittenSettings,
  type ExportOrder,
} from '../state/index.ts';
import type { Theme } from './ae-header.ts';
import { createDeferred } from './deferred.ts';
import { SettingsElement } from './settings-element.ts';

/** Where the built files lie: beside the script that this is in. */
let baseUrl = new URL('.', import.meta.url).href;

/** What `<ae-lab>` is without its panels: attributes, properties, methods and events, and the life of the engine behind them. */
export abstract class LabElement extends SettingsElement implements LabHost {
  /** Names the folder of the built files, where it is not the script's own; for elements made from now on. */
  static configure(options: { baseUrl: string }): void {
    baseUrl = new URL(options.baseUrl.replace(/\/?$/, '/'), document.baseURI).href;
  }

  /** A name from the catalogue; other sources go through `loadDataset`. */
  @property({ attribute: 'dataset' }) datasetName = 'mnist';
  /** Trains to the same bits on every machine, at some cost in speed; read when the element is put into the page. */
  @property({ type: Boolean }) deterministic = false;
  /** Trains as soon as it can, going on with an unfinished run of an earlier visit. */
  @property({ type: Boolean }) autostart = false;
  @property({ reflect: true }) theme: Theme = 'auto';

  protected lab: LabController | undefined;
  /** Settings and data as the page wrote them last: what differs from these is a change. */
  private written: Partial<WrittenSettings> = {};
  private openedName = '';
  protected selectedIndices: number[] = [];
  private opening = createDeferred();

  get state(): LabState {
    return this.lab?.state ?? 'idle';
  }
  get capabilities(): Capabilities | undefined {
    return this.lab?.capabilities;
  }
  get summary(): ModelSummary | undefined {
    return this.lab?.summary;
  }
  get history(): readonly EpochRecord[] {
    return this.lab?.run.history ?? [];
  }
  /** Resolves once the element can train; rejects where the first data set cannot be loaded. */
  get ready(): Promise<void> {
    return this.opening.promise;
  }
  /** Test images that are picked out, by their position in the file. */
  get selection(): number[] {
    return [...this.selectedIndices];
  }
  set selection(indices: number[]) {
    this.selectedIndices = [...indices];
    this.requestUpdate();
  }

  /** Loads other images and begins a new run; on failure what was there stays. */
  async loadDataset(source: DatasetSource): Promise<DatasetInfo> {
    // A first data set that could not be loaded must not keep out the next.
    await this.ready.catch(() => undefined);
    return this.requireLab().loadDataset(source);
  }

  /** Trains up to the set number of epochs, or `epochs` more; resolves when training ends, pauses or stops. */
  async train(options: { epochs?: number } = {}): Promise<TrainingEndReason> {
    return (await this.openedLab()).train(options);
  }
  /** Comes to rest after the batch under way; `resume` goes on from there. */
  async pause(): Promise<void> {
    await (await this.openedLab()).pause();
  }
  async resume(): Promise<TrainingEndReason> {
    return this.train();
  }
  async step(options: { batches: number } | { epochs: number }): Promise<TrainingEndReason> {
    return (await this.openedLab()).step(options);
  }
  async stop(): Promise<void> {
    await (await this.openedLab()).stop();
  }
  /** Forgets the run and begins with new weights from the seed. */
  async reset(): Promise<void> {
    await this.ready.catch(() => undefined);
    await this.requireLab().reset();
  }

  /** Figures over a whole split, pixels in [0, 1]. */
  async evaluate(split: SplitName = 'test'): Promise<Evaluation> {
    return (await this.openedLab()).ask('evaluate', split);
  }
  async reconstruct(images: ImageArray): Promise<ImageArray> {
    return (await this.openedLab()).ask('reconstruct', images);
  }
  async encode(images: ImageArray): Promise<{ data: Float32Array; shape: [number, number] }> {
    return (await this.openedLab()).ask('encode', images);
  }
  async decode(latents: { data: Float32Array; shape: [number, number] }): Promise<ImageArray> {
    return (await this.openedLab()).ask('decode', latents);
  }
  /** Encodes images of a split and lays them out in the plane. */
  async project(options: ProjectSplitOptions = {}): Promise<ProjectedSplit> {
    return (await this.openedLab()).project(options);
  }

  /** The run as one zip: a tfjs `LayersModel` with its optimizer, and the history. */
  async saveFile(): Promise<Uint8Array> {
    return (await this.openedLab()).ask('saveFile');
  }
  /** Codes of a split as CSV, NumPy (`npz`), Parquet or an Embedding Projector bundle, or the weights as `safetensors`. */
  async exportFile(order: ExportOrder): Promise<Uint8Array> {
    const lab = await this.openedLab();
    return lab.notices.guard(() => lab.exporter.write(order));
  }
  async openFile(file: Uint8Array): Promise<void> {
    await (await this.openedLab()).openFile(file);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move takes the element out and puts it back within one task.
    setTimeout(() => {
      if (!this.isConnected) this.close();
    });
  }

  protected override willUpdate(): void {
    if (!this.isConnected) return;
    if (!this.lab) return this.open();
    const { written, openedName } = this;
    this.written = this.readSettings();
    this.openedName = this.datasetName;
    const changed = Object.entries(this.written).filter(
      ([name, value]) => !Object.is(value, written[name as keyof WrittenSettings]),
    );
    if (changed.length > 0) {
      const changes = Object.fromEntries(changed);
      void this.lab.applySettings((settings) => readChanges(changes, settings)).catch(() => undefined);
    }
    if (this.datasetName !== openedName) void this.loadDataset(this.datasetName).catch(() => undefined);
  }

  /** Tasks of their own before the first rendering: making the engine's clients takes as long as rendering does. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await nextTask();
      // The page waits for the browser when it first looks into the storage, and has what is there at hand from then on.
      if (this.isConnected) recallSettings(this.storageKey);
      await nextTask();
      if (this.isConnected && !this.lab) this.open();
      await nextTask();
    }
    await super.scheduleUpdate();
  }

  emit(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected open(): void {
    this.written = this.readSettings();
    this.openedName = this.datasetName;
    const { settings, problems } = gatherSettings(this.written, recallSettings(this.storageKey));
    const lab = new LabController(this, {
      ...{ baseUrl, storageKey: this.storageKey, settings, deterministic: this.deterministic },
    });
    this.lab = lab;
    const { opening } = this;
    lab.open(this.datasetName).then(() => {
      opening.resolve();
      this.emit('ae-ready', {});
      if (this.autostart && problems.length === 0) void lab.autostart().catch(() => undefined);
    }, opening.reject);
    for (const problem of problems) lab.notices.report(problem);
  }

  private close(): void {
    this.lab?.dispose();
    this.lab = undefined;
    this.opening.reject(
      new Error('expected the element to stay in the page until it is ready, found it removed'),
    );
    this.opening = createDeferred();
  }

  /** One saved run for each element of a page: by its id, else by its place among the others. */
  protected get storageKey(): string {
    const place = [...document.querySelectorAll('ae-dashboard, ae-lab')].indexOf(this);
    return `${location.pathname}#${this.id || place}`;
  }

  private requireLab(): LabController {
    if (!this.lab) throw new Error('expected the element to be in a page, found it outside; append it first');
    return this.lab;
  }

  private async openedLab(): Promise<LabController> {
    await this.ready;
    return this.requireLab();
  }
}

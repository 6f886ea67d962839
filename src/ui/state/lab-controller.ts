import {
  WorkerEndedError,
  type AdoptedPart,
  type AdoptedWeights,
  type DataSelection,
  type DatasetInfo,
  type DatasetSource,
  type SavedRun,
  type StartOptions,
  type TrainingEndReason,
} from '../../workers/index.ts';
import { resolveSource } from './dataset-source.ts';
import { LabView } from './lab-view.ts';
import { measureTask } from './measure-task.ts';
import { nextTask } from './next-task.ts';
import { changeSettings, choosePreset, shapesRun, type Settings } from './settings.ts';

/** The one class of the page that talks to the training worker: it holds what the element shows and does what it is asked. */
export class LabController extends LabView {
  private source: DatasetSource | undefined;
  /** The part of the data that is trained on. */
  private selection: DataSelection | undefined;

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
      this.offer.withdraw();
      this.showModel(narrowed.summary, narrowed.info);
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
    this.offer.withdraw();
    this.showModel(outcome.summary, this.dataset!);
    this.views.showResult(this.dataset!, this.settings.seed);
    return outcome;
  }

  async openFile(file: Uint8Array): Promise<void> {
    this.adopt(await this.ask('openFile', file));
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
    this.showModel(await this.client.call('createModel', preset, config), info);
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
}

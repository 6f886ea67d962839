import type { EpochCodes, RunState } from '../engine/training/index.ts';
import type { Bench } from './bench.ts';
import type { PresetName, SavedRun, WorkerEvent } from './boundary-types.ts';
import { CheckpointStore } from './checkpoint-store.ts';
import { addMoment, countSample } from './replay-moments.ts';
import { encodeSample } from './split-views.ts';

/** A run, and the codes of its epochs. */
export interface KeptRun {
  state: RunState;
  replay: EpochCodes[];
}

/**
 * Keeps a run in this browser, and the codes of its epochs with it. Neither is a reason to stop training: where the
 * browser has no room, the codes are given up first, and the page is told.
 */
export class RunKeeper {
  private readonly store: CheckpointStore;
  private readonly send: (event: WorkerEvent) => void;
  /** The bench whose run is kept. */
  private kept: Bench | undefined;
  /** The bench whose codes found no room. */
  private full: Bench | undefined;

  constructor(storageKey: string, send: (event: WorkerEvent) => void) {
    this.store = new CheckpointStore(storageKey);
    this.send = send;
  }

  load(): Promise<RunState | undefined> {
    return this.store.load();
  }

  /** The codes that are kept with a run; none where they cannot be read. */
  async loadReplay(): Promise<EpochCodes[]> {
    return this.store.loadReplay().catch(() => []);
  }

  async forget(): Promise<void> {
    await this.store.clear();
    this.kept = undefined;
  }

  /** What this bench goes on with is what is kept already. */
  goOnWith(bench: Bench): void {
    this.kept = bench;
  }

  /** Saves the run of a bench, as it is between two epochs. */
  async keepRun(bench: Bench): Promise<void> {
    try {
      await this.store.save(await bench.trainer.readState(), this.kept !== bench);
      this.kept = bench;
    } catch (error) {
      this.warn(`the run could not be kept in this browser (${describe(error)}); save it to a file`);
    }
  }

  /** Adds what the model makes of the sample now to the bench's replay, and tells the page; not twice of an epoch. */
  async recordCodes(bench: Bench): Promise<void> {
    const { data, inference, trainer } = bench;
    const epoch = trainer.history.length;
    if (bench.replay.at(-1)?.epoch === epoch) return;
    const count = countSample(bench.autoencoder.latentDim);
    const latents = await encodeSample(data.dataset, inference, count, () => trainer.isEnding);
    if (!latents) return;
    const codes = { epoch, ...latents };
    bench.replay = addMoment(bench.replay, codes);
    this.send({ type: 'epoch-codes', codes });
    await this.keepReplay(bench);
  }

  /** Saves the codes; without the run that they are of they would be of no use. */
  async keepReplay(bench: Bench): Promise<void> {
    if (this.kept !== bench || this.full === bench) return;
    try {
      await this.store.saveReplay(bench.replay);
    } catch (error) {
      this.full = bench;
      this.warn(`the run is kept in this browser, but not the replay of its epochs (${describe(error)})`);
    }
  }

  private warn(message: string): void {
    this.send({ type: 'notice', message });
  }
}

/** The codes among these that are of the bench's model and data, up to where its run stands. */
export function selectFitting(
  replay: readonly EpochCodes[],
  { data, autoencoder, trainer }: Bench,
): EpochCodes[] {
  const { latentDim } = autoencoder;
  const length = latentDim * Math.min(countSample(latentDim), data.dataset.counts.test);
  return replay.filter(
    (codes) =>
      codes.latentDim === latentDim &&
      codes.latents.length === length &&
      codes.epoch <= trainer.history.length,
  );
}

export function describeRun({ preset, dataset, config, history, savedAt }: RunState): SavedRun {
  return { preset: preset as PresetName, dataset, config, history, savedAt };
}

function describe(error: unknown): string {
  return (error as Error | null)?.message || (error as Error | null)?.name || 'no room';
}

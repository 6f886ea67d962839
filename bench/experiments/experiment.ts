import { presetList } from '../../src/engine/models/preset-list.ts';
import {
  TrainingClient,
  type EpochRecord,
  type TrainingConfig,
  type WorkerEvent,
} from '../../src/workers/index.ts';

/** One figure of an experiment, beside what we want of it. */
export interface Figure {
  name: string;
  value: number;
  /** Absent where it is told for comparison only. */
  bar?: { atLeast: number } | { atMost: number };
  /** Under what conditions. */
  note?: string;
}

/** Gets what it measures with; returns its figures. */
export type Experiment = (bench: ExperimentBench) => Promise<Figure[]>;

/** A training worker as the page has it, and a way to train to the end. */
export class ExperimentBench {
  readonly client: TrainingClient;
  private ended: () => void = () => undefined;
  private readonly history: EpochRecord[] = [];

  private constructor(baseUrl: string, log: (text: string) => void) {
    const onEvent = (event: WorkerEvent) => {
      if (event.type === 'epoch-end') this.history.push(event.record);
      if (event.type === 'epoch-end') log(`epoch ${event.record.epoch}: ${JSON.stringify(event.record)}`);
      if (event.type === 'train-end') this.ended();
    };
    this.client = new TrainingClient(
      { baseUrl, storageKey: `experiment/${Math.random()}` },
      { onEvent, onFailure: (error) => log(error.message) },
    );
    this.log = log;
  }

  readonly log: (text: string) => void;

  static async start(baseUrl: string, log: (text: string) => void): Promise<ExperimentBench> {
    const bench = new ExperimentBench(baseUrl, log);
    await bench.client.start();
    return bench;
  }

  /** Trains up to the run's epochs; returns the records of those that it trained. */
  async train(): Promise<EpochRecord[]> {
    this.history.length = 0;
    const end = new Promise<void>((resolve) => (this.ended = resolve));
    const reason = await this.client.call('train');
    if (reason !== 'finished') throw new Error(`expected a finished run, found it ${reason}`);
    await end;
    return [...this.history];
  }
}

/** `compact` as it is by default, but for the epochs. */
export function compactConfig(epochs: number): TrainingConfig {
  return { ...presetList.compact.defaults, epochs };
}

import {
  WorkerEndedError,
  type EpochRecord,
  type TrainingClient,
  type TrainingEndReason,
  type TrainingProgress,
  type WorkerEvent,
} from '../../workers/index.ts';

export interface TrainingEnd {
  reason: TrainingEndReason;
  message?: string;
}

/** A training loop that has not come to rest after this long is ended from outside. */
const obedienceMs = 20_000;

/** How the present model came to be: its history, where it stands, and the wait for it to come to rest. */
export class TrainingRun {
  history: EpochRecord[] = [];
  progress: TrainingProgress | undefined;
  private readonly client: TrainingClient;
  private readonly hardStopMs: number;
  private onEnd: (end: TrainingEnd) => void = () => undefined;
  private atRest: Promise<unknown> = Promise.resolve();

  /** @param hardStopMs how long `stop` waits for the worker to obey */
  constructor(client: TrainingClient, hardStopMs = obedienceMs) {
    this.client = client;
    this.hardStopMs = hardStopMs;
  }

  get isBegun(): boolean {
    return this.history.length > 0 || this.progress !== undefined;
  }

  /** Takes over the history of a saved run, or begins with none. */
  renew(history: EpochRecord[] = []): void {
    this.history = history;
    this.progress = undefined;
  }

  /** Starts training; resolves with why it came to rest, after the last event of the run has been received. */
  begin(start: () => Promise<TrainingEndReason>): Promise<TrainingEnd> {
    // The answer to the call and the events travel on two ports: only the last event tells that all have arrived.
    const lastEvent = new Promise<TrainingEnd>((resolve) => (this.onEnd = resolve));
    const running = start().then(() => lastEvent);
    this.atRest = running.catch(() => undefined);
    return running;
  }

  receive(event: WorkerEvent): void {
    if (event.type === 'batch-end') this.progress = event.progress;
    if (event.type === 'epoch-end') this.history = [...this.history, event.record];
    if (event.type === 'train-end') this.onEnd(event);
  }

  async pause(): Promise<void> {
    await this.client.call('pause');
    await this.atRest;
  }

  /** Stops within a batch; where the worker does not obey for long, `endWorker` has to end it. */
  async stop(endWorker: () => Promise<void>): Promise<void> {
    let ended: Promise<void> | undefined;
    const timer = setTimeout(() => (ended = endWorker()), this.hardStopMs);
    try {
      await this.client.call('stop');
      await this.atRest;
    } catch (error) {
      if (!(error instanceof WorkerEndedError)) throw error;
    } finally {
      clearTimeout(timer);
    }
    await ended;
  }
}

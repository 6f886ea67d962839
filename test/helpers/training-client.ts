import {
  TrainingClient,
  type DatasetSource,
  type EpochRecord,
  type TrainingConfig,
  type TrainingEndReason,
  type WorkerEvent,
} from '../../src/workers/index.ts';
import { loadRealDigits } from './real-digits.ts';

export const baseUrl = new URL('/dist/', location.href).href;

/** A client of a real training worker, started, and what it has told so far. */
export interface StartedClient {
  client: TrainingClient;
  events: WorkerEvent[];
  failures: Error[];
}

export async function startClient(
  options: { threads?: number; storageKey?: string } = {},
): Promise<StartedClient> {
  const events: WorkerEvent[] = [];
  const failures: Error[] = [];
  const client = new TrainingClient(
    { baseUrl, storageKey: `test/${crypto.randomUUID()}`, ...options },
    { onEvent: (event) => events.push(event), onFailure: (error) => failures.push(error) },
  );
  await client.start();
  return { client, events, failures };
}

/** A few real digits: an epoch of `compact` takes less than a second. */
export async function loadSmallSource(count = 300): Promise<DatasetSource> {
  const { images, labels } = await loadRealDigits(count);
  return { images, shape: [count, 28, 28, 1], labels };
}

export const smallConfig: TrainingConfig = { epochs: 2, batchSize: 32, learningRate: 0.002, seed: 0 };

/** What of a history is fixed by the seed: all but the times. */
export function figuresOf(history: readonly EpochRecord[]): number[][] {
  return history.map(({ epoch, trainRmse, validationRmse }) => [epoch, trainRmse, validationRmse]);
}

/** The records that a client's events have brought. */
export function historyOf(events: readonly WorkerEvent[]): EpochRecord[] {
  return events.flatMap((event) => (event.type === 'epoch-end' ? [event.record] : []));
}

/** Trains until the run has come to rest and its last event, which travels on a port of its own, has arrived. */
export async function trainToRest(
  { client, events }: StartedClient,
  options: { epochs?: number } = {},
): Promise<TrainingEndReason> {
  const ends = () => events.filter((event) => event.type === 'train-end').length;
  const before = ends();
  const reason = await client.call('train', options);
  while (ends() === before) await new Promise((resolve) => setTimeout(resolve));
  return reason;
}

import { createStore, get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type EpochCodes,
  type RunState,
} from '../engine/training/index.ts';

type Slot = 'A' | 'B';

/**
 * Keeps the latest state of one element's run in IndexedDB, and the codes of its epochs beside it. Two slots are written
 * in turn, and a pointer names the last one that was written whole: a tab that dies while writing leaves the epoch before
 * it. Where there is no room for both, the codes are given up for the run.
 */
export class CheckpointStore {
  private readonly key: string;
  private readonly store: UseStore = createStore('ae-dashboard', 'runs');

  /** @param key of the element, unique in its origin. */
  constructor(key: string) {
    this.key = key;
  }

  /** @param isAnother the run is not the one that is kept: the codes of that one go with it. */
  async save(run: RunState, isAnother: boolean): Promise<void> {
    const slot: Slot = (await this.latestSlot()) === 'A' ? 'B' : 'A';
    const bytes = encodeCheckpoint(run);
    try {
      await set(this.keyOf(slot), bytes, this.store);
    } catch (error) {
      if ((await this.listEpochs()).length === 0) throw error;
      await this.change((store) => store.delete(this.replayRange));
      await set(this.keyOf(slot), bytes, this.store);
    }
    await this.change((store) => {
      store.put(slot, this.keyOf('latest'));
      if (isAnother) store.delete(this.replayRange);
    });
  }

  /** @throws UnreadableDataError where what is kept is damaged or of another version. */
  async load(): Promise<RunState | undefined> {
    const slot = await this.latestSlot();
    const bytes = slot && (await get<Uint8Array>(this.keyOf(slot), this.store));
    return bytes && decodeCheckpoint(bytes);
  }

  /** Makes the kept codes these: epochs that are there are not written again. All of it is kept, or nothing changes. */
  async saveReplay(replay: readonly EpochCodes[]): Promise<void> {
    const kept = await this.listEpochs();
    const epochs = new Set(replay.map(({ epoch }) => epoch));
    await this.change((store) => {
      for (const epoch of kept) if (!epochs.has(epoch)) store.delete(this.keyOfEpoch(epoch));
      for (const codes of replay) {
        if (!kept.includes(codes.epoch)) store.put(codes, this.keyOfEpoch(codes.epoch));
      }
    });
  }

  /** Ascending by epoch. */
  loadReplay(): Promise<EpochCodes[]> {
    return this.store('readonly', (store) =>
      promisifyRequest(store.getAll(this.replayRange) as IDBRequest<EpochCodes[]>),
    );
  }

  async clear(): Promise<void> {
    await this.change((store) => {
      for (const part of ['latest', 'A', 'B'] as const) store.delete(this.keyOf(part));
      store.delete(this.replayRange);
    });
  }

  private latestSlot(): Promise<Slot | undefined> {
    return get<Slot>(this.keyOf('latest'), this.store);
  }

  private async listEpochs(): Promise<number[]> {
    const keys = await this.store('readonly', (store) =>
      promisifyRequest(store.getAllKeys(this.replayRange)),
    );
    return (keys as [string, number][]).map(([, epoch]) => epoch);
  }

  /** In one transaction: all of it, or nothing. */
  private change(make: (store: IDBObjectStore) => void): Promise<void> {
    return this.store('readwrite', (store) => {
      try {
        make(store);
      } catch (error) {
        store.transaction.abort();
        throw error;
      }
      return promisifyRequest(store.transaction);
    });
  }

  private keyOf(part: Slot | 'latest'): string {
    return `${this.key}/${part}`;
  }

  private keyOfEpoch(epoch: number): [string, number] {
    return [`${this.key}/replay`, epoch];
  }

  private get replayRange(): IDBKeyRange {
    return IDBKeyRange.bound(this.keyOfEpoch(0), this.keyOfEpoch(Infinity));
  }
}

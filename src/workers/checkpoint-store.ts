import { createStore, delMany, get, set, type UseStore } from 'idb-keyval';
import { decodeCheckpoint, encodeCheckpoint, type RunState } from '../engine/training/index.ts';

type Slot = 'A' | 'B';

/**
 * Keeps the latest state of one element's run in IndexedDB. Two slots are written in turn, and a pointer names the last
 * one that was written whole: a tab that dies while writing leaves the epoch before it.
 */
export class CheckpointStore {
  private readonly key: string;
  private readonly store: UseStore = createStore('ae-dashboard', 'runs');

  /** @param key of the element, unique in its origin. */
  constructor(key: string) {
    this.key = key;
  }

  async save(run: RunState): Promise<void> {
    const slot: Slot = (await this.latestSlot()) === 'A' ? 'B' : 'A';
    await set(this.keyOf(slot), encodeCheckpoint(run), this.store);
    await set(this.keyOf('latest'), slot, this.store);
  }

  /** @throws UnreadableDataError where what is kept is damaged or of another version. */
  async load(): Promise<RunState | undefined> {
    const slot = await this.latestSlot();
    const bytes = slot && (await get<Uint8Array>(this.keyOf(slot), this.store));
    return bytes && decodeCheckpoint(bytes);
  }

  async clear(): Promise<void> {
    await delMany([this.keyOf('latest'), this.keyOf('A'), this.keyOf('B')], this.store);
  }

  private latestSlot(): Promise<Slot | undefined> {
    return get<Slot>(this.keyOf('latest'), this.store);
  }

  private keyOf(part: Slot | 'latest'): string {
    return `${this.key}/${part}`;
  }
}

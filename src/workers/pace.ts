import type { Turns } from '../engine/analysis/index.ts';
import { giveWay } from '../engine/training/index.ts';

/** How long a turn of work may hold up a message that ends it. */
const turnMs = 30;

/** Lets long work give way to messages, and to a training on the same cores. */
export class Pace implements Turns {
  /** Half of the time is left to others. */
  isGentle = false;
  /** Done at each turn's end while gentle: what little must go on meanwhile. */
  meanwhile: (() => void) | undefined;
  /** Ends the work: `pause` rejects with the signal's reason. */
  private readonly signal: AbortSignal | undefined;
  private startMs = performance.now();

  constructor(signal?: AbortSignal) {
    this.signal = signal;
  }

  /** To be awaited between pieces of work, however small; resolves at once while a turn lasts. */
  readonly pause = async (): Promise<void> => {
    const workedMs = performance.now() - this.startMs;
    if (workedMs < turnMs) return;
    if (this.isGentle) {
      this.signal?.throwIfAborted();
      this.meanwhile?.();
      return this.rest(workedMs);
    }
    await giveWay();
    this.signal?.throwIfAborted();
    this.startMs = performance.now();
  };

  /** Leaves the cores to others for a while. */
  async rest(ms: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.signal?.throwIfAborted();
    this.startMs = performance.now();
  }
}

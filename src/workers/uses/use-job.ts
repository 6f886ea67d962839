import { giveWay } from '../../engine/training/index.ts';
import type { UseNews, UseProgress } from './use-calls.ts';

/** Where progress goes: a `MessagePort`, or an array in a test. */
export interface ProgressSink {
  postMessage(progress: UseProgress): void;
}

/** About twelve a second: as often as numbers on a page can be read. */
const intervalMs = 80;

/** One call of a use under way: it tells how far it is, and learns between its pieces of work that nobody waits for it. */
export class UseJob {
  private readonly signal: AbortSignal;
  private readonly sink: ProgressSink | undefined;
  private sentMs = -Infinity;

  constructor(signal: AbortSignal, sink?: ProgressSink) {
    this.signal = signal;
    this.sink = sink;
  }

  report(what: string, done: number, total: number): void {
    if (done < total && performance.now() - this.sentMs < intervalMs) return;
    this.sentMs = performance.now();
    this.sink?.postMessage({ what, done, total });
  }

  /** Like `report`, with something that the page must not miss. */
  tell(what: string, done: number, total: number, news: UseNews): void {
    this.sink?.postMessage({ what, done, total, news });
  }

  /** Lets messages and training have their turn. Throws the AbortError of a cancelled call. */
  readonly pause = async (): Promise<void> => {
    await giveWay();
    this.signal.throwIfAborted();
  };
}

import type { WorkerEvent } from './boundary-types.ts';

/** A `MessagePort`, or an array in a test. */
export interface EventSink {
  postMessage(event: WorkerEvent): void;
}

/** About twelve a second: as often as numbers on a page can be read. */
const intervalMs = 80;

/**
 * Passes events on, the repeating ones (progress, ends of batches) no more than about twelve a second. One that was
 * held back is sent before whatever ends its series, so that the page's last figure is the last there was.
 */
export class ThrottledEvents {
  private readonly sink: EventSink;
  private sentMs = -Infinity;
  private held: WorkerEvent | undefined;

  constructor(sink: EventSink) {
    this.sink = sink;
  }

  send(event: WorkerEvent): void {
    const repeats = event.type === 'progress' || event.type === 'batch-end';
    if (!repeats) {
      this.flush();
      this.sink.postMessage(event);
      return;
    }
    if (this.held && this.held.type !== event.type) this.flush();
    this.held = event;
    if (performance.now() - this.sentMs >= intervalMs) this.flush();
  }

  private flush(): void {
    if (!this.held) return;
    this.sink.postMessage(this.held);
    this.held = undefined;
    this.sentMs = performance.now();
  }
}

import type { UmapLayout } from '../engine/analysis/index.ts';
import type { ProjectionEvent } from './projection-types.ts';

/** Where layouts on the way go: a `MessagePort`, or an array in a test. */
export interface LayoutSink {
  postMessage(event: ProjectionEvent): void;
}

/** About ten snapshots a second. */
const snapshotMs = 100;
/** Of a layout that is done and goes on until the next one is on its way: a sign of life a few times a second. */
const lingerMs = 250;

/** A UMAP and who watches it: its epochs are shown as they go, and, beside a training, in the waits for the next one. */
export class MovingLayout {
  private readonly layout: UmapLayout;
  private sink: LayoutSink | undefined;
  private done = 0;
  private steppedMs = 0;
  private shownMs = 0;

  constructor(layout: UmapLayout, sink: LayoutSink | undefined) {
    this.layout = layout;
    this.sink = sink;
  }

  /** From here on others watch. */
  handOver(sink: LayoutSink | undefined): void {
    this.sink = sink;
  }

  /** One epoch more; returns how many are done. */
  step(): number {
    this.done = this.layout.step();
    const nowMs = performance.now();
    this.steppedMs = nowMs;
    // The last layout is told of as a result.
    if (nowMs - this.shownMs >= snapshotMs && this.done !== this.layout.epochs) this.show(nowMs);
    return this.done;
  }

  /** The same, where the last epoch is a while ago. */
  readonly stepWhenDue = (): void => {
    if (performance.now() - this.steppedMs >= lingerMs) this.step();
  };

  get lingerMs(): number {
    return lingerMs;
  }

  points(): Float32Array {
    return this.layout.points();
  }

  dispose(): void {
    this.layout.dispose();
  }

  private show(nowMs: number): void {
    this.shownMs = nowMs;
    const { done } = this;
    const { epochs: total } = this.layout;
    this.sink?.postMessage({
      type: 'layout',
      done: Math.min(done, total),
      total,
      points: this.layout.points(),
    });
  }
}

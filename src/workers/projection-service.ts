import { findNeighbours, principalScores, UmapLayout } from '../engine/analysis/index.ts';
import { giveWay } from '../engine/training/index.ts';
import type {
  ProjectionApi,
  ProjectionEvent,
  ProjectionOptions,
  ProjectionResult,
} from './boundary-types.ts';

/** Where layouts on the way go: a `MessagePort`, or an array in a test. */
export interface LayoutSink {
  postMessage(event: ProjectionEvent): void;
}

/** About ten snapshots a second. */
const snapshotMs = 100;
/** How long a turn of work may hold up a message that cancels it. */
const turnMs = 30;

/** What the projection worker does, without the worker: lays latent vectors out in the plane, one set at a time. */
export class ProjectionService implements ProjectionApi {
  private running: AbortController | undefined;

  async project(
    latents: { data: Float32Array; shape: [number, number] },
    options: ProjectionOptions,
    events?: LayoutSink,
  ): Promise<ProjectionResult> {
    this.running?.abort();
    const run = new AbortController();
    this.running = run;
    const [count, dimensions] = latents.shape;
    if (latents.data.length !== count * dimensions) {
      throw new TypeError(`expected ${count} × ${dimensions} latent values, found ${latents.data.length}`);
    }
    const pca = principalScores(latents.data, dimensions);
    if (options.method === 'pca') return pca;

    const pause = pacer(run.signal);
    const { neighbours: k = 15, minDist = 0.1, epochs = 200, seed } = options;
    const neighbours = await findNeighbours(latents.data, dimensions, Math.min(k, count) - 1, pause);
    const layout = new UmapLayout(neighbours, { minDist, epochs, seed, start: pca.points });
    let shownMs = 0;
    for (let done = 0; done < epochs;) {
      await pause();
      done = layout.step();
      if (performance.now() - shownMs < snapshotMs || done === epochs) continue;
      shownMs = performance.now();
      events?.postMessage({ type: 'layout', done, total: epochs, points: layout.points() });
    }
    return { points: layout.points() };
  }

  async cancel(): Promise<void> {
    this.running?.abort();
  }
}

/** Gives way when a turn is over, and ends a cancelled run with its AbortError. */
function pacer(signal: AbortSignal): () => Promise<void> {
  let turnEndMs = performance.now() + turnMs;
  return async () => {
    if (performance.now() < turnEndMs) return;
    await giveWay();
    signal.throwIfAborted();
    turnEndMs = performance.now() + turnMs;
  };
}

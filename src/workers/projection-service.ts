import { principalScores, UmapLayout, type Neighbours } from '../engine/analysis/index.ts';
import { startOwnKernels, type OwnKernelOptions, type OwnKernels } from '../engine/kernels/index.ts';
import {
  checkPoints,
  checkVectors,
  describeNeighbours,
  findAmong,
  findOthers,
  keepNearest,
  shownNeighbours,
} from './near-vectors.ts';
import { checkProjection } from './check-projection.ts';
import { completeStart, layOutPlane } from './layout-start.ts';
import { MovingLayout, type LayoutSink } from './moving-layout.ts';
import { Pace } from './pace.ts';
import type {
  ByteVectors,
  MapNeighbours,
  NearestRows,
  PlacedPoints,
  ProjectionApi,
  ProjectionOptions,
  ProjectionResult,
  Vectors,
} from './projection-types.ts';
import { pickDimensions, placeVectors, type StandingMap } from './standing-map.ts';

/** One call of `project` under way. */
interface Run {
  abort: AbortController;
  pace: Pace;
  isStopped: boolean;
  events: LayoutSink | undefined;
  /** The layout that moves on until this run's own begins where that one then is. */
  before: MovingLayout | undefined;
}

/** About ten a second. */
const progressMs = 100;
const firstEpochs = 200;
/** Of a layout that goes on from an earlier one. */
const warmEpochs = 60;
/** Beside a training nobody hurries: epochs spread out keep the map moving until there are new codes. */
const gentleEpochMs = 25;

/** What the projection worker does, without the worker: lays latent vectors out in the plane, one set at a time. */
export class ProjectionService implements ProjectionApi {
  private running: Run | undefined;
  /** The last UMAP that was watched beside a training: it moves on until the next one takes its place. */
  private moving: MovingLayout | undefined;
  private standing: StandingMap | undefined;
  private kernels: Promise<OwnKernels | undefined> = Promise.resolve(undefined);

  async start(options: OwnKernelOptions): Promise<void> {
    this.kernels = startOwnKernels(options);
    await this.kernels;
  }

  async project(
    latents: Vectors,
    options: ProjectionOptions,
    events?: LayoutSink,
  ): Promise<ProjectionResult> {
    checkProjection(latents, options);
    this.running?.abort.abort();
    const abort = new AbortController();
    const run: Run = { abort, pace: new Pace(abort.signal), isStopped: false, events, before: undefined };
    run.pace.isGentle = options.besideTraining === true;
    this.running = run;
    this.takeOver(run, options);
    const { method, seed, neighbours: own = 15, minDist = 0.1 } = options;
    const dimensions = (method === 'dims' && options.dimensions) || [0, 1];
    const latent = await findOthers(
      latents,
      method === 'umap' ? Math.max(own - 1, shownNeighbours) : shownNeighbours,
      {
        kernels: await this.kernels,
        turns: run.pace,
        onProgress: tellProgress(events),
      },
    );
    const map: StandingMap = { method, seed, minDist, latents, dimensions, points: latents.data };
    const more: Pick<ProjectionResult, 'explained' | 'epochs'> = {};
    if (method === 'umap') {
      // UMAP counts a point among its own neighbours.
      const held = keepNearest(latent, Math.min(own - 1, latent.k));
      ({ points: map.points, epochs: more.epochs } = await this.layOut(run, latents, held, options));
    } else if (method === 'pca') {
      const { points, explained, plane } = layOutPlane(latents, options.start);
      Object.assign(map, { points, plane });
      more.explained = explained;
    } else {
      map.points = pickDimensions(latents, dimensions);
    }
    const neighbours = await describeNeighbours(latent, map.points, run.pace.pause);
    this.standing = map;
    void this.linger(run);
    return { points: map.points, method, stopped: run.isStopped, neighbours, ...more };
  }

  async cancel(): Promise<void> {
    this.running?.abort.abort();
    this.letGo();
  }

  async stop(): Promise<void> {
    if (this.running) this.running.isStopped = true;
  }

  async setBesideTraining(besideTraining: boolean): Promise<void> {
    if (this.running) this.running.pace.isGentle = besideTraining;
  }

  async placePoints(latents: Vectors): Promise<PlacedPoints> {
    const map = this.standing;
    if (!map) throw new Error('expected a finished map to place points in, found none yet');
    checkVectors('latents', latents);
    const kernels = await this.kernels;
    const turns = new Pace();
    const nearest = await findAmong(map.latents, shownNeighbours, latents, { kernels, turns });
    const points = await placeVectors(map, latents, nearest, { runner: kernels?.one, pause: turns.pause });
    return { points, nearest: nameRows(nearest) };
  }

  async describeNeighbours(given: Vectors | ByteVectors, points: Float32Array): Promise<MapNeighbours> {
    const vectors: Vectors = {
      data: given.data instanceof Uint8Array ? new Float32Array(given.data) : given.data,
      shape: given.shape,
    };
    checkVectors('vectors', vectors);
    checkPoints('points', points, vectors.shape[0]);
    const turns = new Pace();
    const latent = await findOthers(vectors, shownNeighbours, { kernels: await this.kernels, turns });
    return describeNeighbours(latent, points, turns.pause);
  }

  async findNearest(references: Vectors, k: number, queries?: Vectors): Promise<NearestRows> {
    checkVectors('references', references);
    if (queries) checkVectors('queries', queries);
    const means = { kernels: await this.kernels, turns: new Pace() };
    return nameRows(
      await (queries ? findAmong(references, k, queries, means) : findOthers(references, k, means)),
    );
  }

  /** UMAP, told of on the way; ends with the last layout where the run is stopped. */
  private async layOut(run: Run, latents: Vectors, held: Neighbours, options: ProjectionOptions) {
    const start = run.before?.points().subarray(0, 2 * latents.shape[0]) ?? options.start;
    const { minDist = 0.1, epochs = start ? warmEpochs : firstEpochs, seed } = options;
    const { pause } = run.pace;
    const kernels = await this.kernels;
    const first = start
      ? await completeStart(start, latents, { kernels, turns: run.pace }, { minDist, seed })
      : principalScores(latents.data, latents.shape[1]).points;
    run.events?.postMessage({ type: 'layout', done: 0, total: epochs, points: first });
    const layout = await UmapLayout.prepare(
      held,
      { minDist, epochs, seed, start: first, isWarm: start !== undefined },
      { runner: kernels?.one, pause },
    );
    this.letGo();
    run.before = undefined;
    const moving = new MovingLayout(layout, run.events);
    this.moving = moving;
    run.pace.meanwhile = undefined;
    let done = 0;
    while (done < epochs && !run.isStopped) {
      const startMs = performance.now();
      done = moving.step();
      const tookMs = performance.now() - startMs;
      if (run.pace.isGentle) await run.pace.rest(Math.max(tookMs, gentleEpochMs - tookMs));
      else await pause();
    }
    run.pace.meanwhile = moving.stepWhenDue;
    return { points: moving.points(), epochs: done };
  }

  /**
   * Beside a training a layout goes on while the next one's neighbours are sought, watched by who waits for that: the map
   * never stands still.
   */
  private takeOver(run: Run, { method, start, besideTraining }: ProjectionOptions): void {
    const { moving } = this;
    if (!moving || !besideTraining || !run.events || method !== 'umap' || !start) return this.letGo();
    moving.handOver(run.events);
    run.before = moving;
    run.pace.meanwhile = moving.stepWhenDue;
  }

  /** Goes on moving what is laid out, until the next one begins or nothing is trained any more. */
  private async linger(run: Run): Promise<void> {
    const { moving } = this;
    if (!moving) return;
    try {
      while (run.events && run.pace.isGentle && !run.isStopped && this.moving === moving) {
        await run.pace.rest(moving.lingerMs);
        moving.stepWhenDue();
      }
      if (this.moving === moving) this.letGo();
    } catch {
      // Another run has begun: it is that one's now, or gone.
    }
  }

  private letGo(): void {
    this.moving?.dispose();
    this.moving = undefined;
  }
}

function tellProgress(events: LayoutSink | undefined) {
  let shownMs = performance.now();
  return (done: number, total: number): void => {
    if (performance.now() - shownMs < progressMs) return;
    shownMs = performance.now();
    events?.postMessage({ type: 'progress', what: 'neighbours', done, total });
  };
}

function nameRows({ k, indices: rows, distances }: Neighbours): NearestRows {
  return { k, rows, distances };
}

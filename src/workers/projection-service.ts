import {
  alignAxes,
  placePoints,
  principalScores,
  UmapLayout,
  type Neighbours,
} from '../engine/analysis/index.ts';
import { startOwnKernels, type OwnKernelOptions, type OwnKernels } from '../engine/kernels/index.ts';
import {
  checkPoints,
  checkVectors,
  describeNeighbours,
  findAmong,
  findOthers,
  keepNearest,
  shownNeighbours,
  type SearchMeans,
} from './near-vectors.ts';
import { Pace } from './pace.ts';
import type {
  ByteVectors,
  MapNeighbours,
  NearestRows,
  PlacedPoints,
  ProjectionApi,
  ProjectionEvent,
  ProjectionOptions,
  ProjectionResult,
  Vectors,
} from './projection-types.ts';
import { pickDimensions, placeVectors, type StandingMap } from './standing-map.ts';

/** Where layouts on the way go: a `MessagePort`, or an array in a test. */
export interface LayoutSink {
  postMessage(event: ProjectionEvent): void;
}

/** One call of `project` under way. */
interface Run {
  abort: AbortController;
  pace: Pace;
  isStopped: boolean;
  events: LayoutSink | undefined;
}

/** About ten snapshots a second. */
const snapshotMs = 100;
const firstEpochs = 200;
/** Of a layout that goes on from an earlier one. */
const warmEpochs = 60;
/** Beside a training nobody hurries: epochs spread out keep the map moving until there are new codes. */
const gentleEpochMs = 25;

/** What the projection worker does, without the worker: lays latent vectors out in the plane, one set at a time. */
export class ProjectionService implements ProjectionApi {
  private running: Run | undefined;
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
    checkOptions(latents, options);
    this.running?.abort.abort();
    const abort = new AbortController();
    const run: Run = { abort, pace: new Pace(abort.signal), isStopped: false, events };
    run.pace.isGentle = options.besideTraining === true;
    this.running = run;
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
    return { points: map.points, method, stopped: run.isStopped, neighbours, ...more };
  }

  async cancel(): Promise<void> {
    this.running?.abort.abort();
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
    const { start, minDist = 0.1, epochs = start ? warmEpochs : firstEpochs, seed } = options;
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
    try {
      let shownMs = 0;
      let done = 0;
      while (done < epochs && !run.isStopped) {
        const startMs = performance.now();
        done = layout.step();
        const tookMs = performance.now() - startMs;
        if (run.pace.isGentle) await run.pace.rest(Math.max(tookMs, gentleEpochMs - tookMs));
        else await pause();
        if (performance.now() - shownMs < snapshotMs || done === epochs) continue;
        shownMs = performance.now();
        run.events?.postMessage({ type: 'layout', done, total: epochs, points: layout.points() });
      }
      return { points: layout.points(), epochs: done };
    } finally {
      layout.dispose();
    }
  }
}

/** The first two principal components, turned round where an earlier layout lay the other way. */
function layOutPlane(latents: Vectors, start: Float32Array | undefined) {
  const { points, explained, mean, axes } = principalScores(latents.data, latents.shape[1]);
  if (start) {
    const signs = alignAxes(points, start);
    axes.forEach((value, i) => (axes[i] = value * signs[i < mean.length ? 0 : 1]));
  }
  return { points, explained, plane: { mean, axes } };
}

/** A start of the first rows alone, with the others placed amid their neighbours. */
async function completeStart(
  start: Float32Array,
  { data, shape: [count, size] }: Vectors,
  means: SearchMeans,
  { minDist, seed }: { minDist: number; seed: number },
): Promise<Float32Array> {
  const known = start.length / 2;
  if (known === count) return start;
  const references: Vectors = { data: data.subarray(0, known * size), shape: [known, size] };
  const queries: Vectors = { data: data.subarray(known * size), shape: [count - known, size] };
  const nearest = await findAmong(references, shownNeighbours, queries, means);
  const { pause } = means.turns;
  const runner = means.kernels?.one;
  const points = new Float32Array(count * 2);
  points.set(start);
  points.set(await placePoints(nearest, { layout: start, minDist, seed, runner, pause }), start.length);
  return points;
}

function tellProgress(events: LayoutSink | undefined) {
  let shownMs = performance.now();
  return (done: number, total: number): void => {
    if (performance.now() - shownMs < snapshotMs) return;
    shownMs = performance.now();
    events?.postMessage({ type: 'progress', what: 'neighbours', done, total });
  };
}

function nameRows({ k, indices: rows, distances }: Neighbours): NearestRows {
  return { k, rows, distances };
}

function checkOptions(latents: Vectors, { method, start, dimensions, neighbours }: ProjectionOptions): void {
  checkVectors('latents', latents);
  const [count, size] = latents.shape;
  if (count < 2) throw new RangeError(`expected at least 2 latent vectors, found ${count}`);
  if (start && (start.length < 4 || start.length > 2 * count)) {
    throw new RangeError(`expected a start of 2 to ${count} points, found ${start.length / 2}`);
  }
  if (start) checkPoints('start', start, start.length / 2);
  if (method === 'latent' && size !== 2) {
    throw new RangeError(`expected 2 latent dimensions to show them as they are, found ${size}`);
  }
  if (neighbours !== undefined && !(Number.isInteger(neighbours) && neighbours >= 2)) {
    throw new RangeError(`expected an integer of at least 2 neighbours, found ${neighbours}`);
  }
  const wrong = method === 'dims' && dimensions?.find((i) => !Number.isInteger(i) || i < 0 || i >= size);
  if (typeof wrong === 'number') {
    throw new RangeError(`expected latent dimensions from 0 to ${size - 1}, found ${wrong}`);
  }
}

import { alignAxes, principalScores, UmapLayout, type Neighbours } from '../engine/analysis/index.ts';
import {
  checkPoints,
  checkVectors,
  describeNeighbours,
  findLatentNeighbours,
  keepNearest,
  shownNeighbours,
} from './near-vectors.ts';
import { Pace } from './pace.ts';
import type {
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
}

/** About ten snapshots a second. */
const snapshotMs = 100;
const defaultEpochs = 200;
const warmEpochs = 60;

/** What the projection worker does, without the worker: lays latent vectors out in the plane, one set at a time. */
export class ProjectionService implements ProjectionApi {
  private running: Run | undefined;
  private standing: StandingMap | undefined;

  async start(): Promise<void> {}

  async project(
    latents: Vectors,
    options: ProjectionOptions,
    events?: LayoutSink,
  ): Promise<ProjectionResult> {
    this.running?.abort.abort();
    const abort = new AbortController();
    const run = { abort, pace: new Pace(abort.signal), isStopped: false };
    run.pace.isGentle = options.besideTraining === true;
    this.running = run;
    checkOptions(latents, options);
    const { method, dimensions = [0, 1] } = options;
    const { pause } = run.pace;
    const { neighbours: k = 15 } = options;
    const kept = method === 'umap' ? Math.max(k - 1, shownNeighbours) : shownNeighbours;
    const latent = await findLatentNeighbours(latents, kept, pause);
    const map: StandingMap = { method, latents, dimensions, points: latents.data };
    let more: Partial<ProjectionResult> = {};
    if (method === 'pca') {
      const { points, explained, mean, axes } = principalScores(latents.data, latents.shape[1]);
      if (options.start) {
        const signs = alignAxes(points, options.start);
        axes.forEach((value, i) => (axes[i] = value * signs[Math.floor((2 * i) / axes.length)]));
      }
      Object.assign(map, { points, plane: { mean, axes } });
      more = { explained };
    } else if (method === 'umap') {
      const { points, epochs } = await layOut(
        run,
        latents,
        keepNearest(latent, Math.min(k - 1, latent.k)),
        options,
        events,
      );
      map.points = points;
      more = { epochs };
    } else {
      map.points = pickDimensions(latents, dimensions);
    }
    const neighbours = await describeNeighbours(latent, map.points, pause);
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
    const nearest = await this.findNearest(map.latents, shownNeighbours, latents);
    return { points: placeVectors(map, latents, nearest), nearest };
  }

  async describeNeighbours(vectors: Vectors, points: Float32Array): Promise<MapNeighbours> {
    checkVectors('vectors', vectors);
    checkPoints('points', points, vectors.shape[0]);
    const { pause } = new Pace();
    return describeNeighbours(await findLatentNeighbours(vectors, shownNeighbours, pause), points, pause);
  }

  async findNearest(references: Vectors, k: number, queries?: Vectors): Promise<NearestRows> {
    checkVectors('references', references);
    if (queries) checkVectors('queries', queries);
    const { pause } = new Pace();
    if (!queries) {
      const found = await findLatentNeighbours(references, k, pause);
      return { k: found.k, rows: found.indices, distances: found.distances };
    }
    return findAmong(references, k, queries, pause);
  }
}

/** Every query against every reference, in plain numbers. */
async function findAmong(
  references: Vectors,
  k: number,
  queries: Vectors,
  pause: () => Promise<void>,
): Promise<NearestRows> {
  const [count, size] = references.shape;
  const kept = Math.min(k, count);
  const rows = new Uint32Array(queries.shape[0] * kept);
  const distances = new Float32Array(queries.shape[0] * kept);
  for (let query = 0; query < queries.shape[0]; query++) {
    const all = Float64Array.from({ length: count }, (_, row) => {
      let sum = 0;
      for (let i = 0; i < size; i++) {
        sum += (queries.data[query * size + i] - references.data[row * size + i]) ** 2;
      }
      return Math.sqrt(sum);
    });
    const order = Uint32Array.from(all.keys()).sort((a, b) => all[a] - all[b] || a - b);
    rows.set(order.subarray(0, kept), query * kept);
    for (let i = 0; i < kept; i++) distances[query * kept + i] = all[order[i]];
    await pause();
  }
  return { k: kept, rows, distances };
}

/** UMAP, told of on the way; ends with the last layout where the run is stopped. */
async function layOut(
  run: Run,
  latents: Vectors,
  neighbours: Neighbours,
  options: ProjectionOptions,
  events?: LayoutSink,
): Promise<{ points: Float32Array; epochs: number }> {
  const { start, minDist = 0.1, epochs = start ? warmEpochs : defaultEpochs, seed } = options;
  const layout = new UmapLayout(neighbours, {
    minDist,
    epochs,
    seed,
    start: start ?? principalScores(latents.data, latents.shape[1]).points,
  });
  let shownMs = 0;
  let done = 0;
  while (done < epochs && !run.isStopped) {
    await run.pace.pause();
    done = layout.step();
    if (performance.now() - shownMs < snapshotMs || done === epochs) continue;
    shownMs = performance.now();
    events?.postMessage({ type: 'layout', done, total: epochs, points: layout.points() });
  }
  return { points: layout.points(), epochs: done };
}

function checkOptions(latents: Vectors, { method, start, dimensions, neighbours }: ProjectionOptions): void {
  checkVectors('latents', latents);
  const [count, size] = latents.shape;
  if (count < 2) throw new RangeError(`expected at least 2 latent vectors, found ${count}`);
  if (start) checkPoints('start', start, count);
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

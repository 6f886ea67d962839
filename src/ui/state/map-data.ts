import type { MapNeighbours, Predictions, ProjectionMethod, SplitName } from '../../workers/index.ts';

/** Everything that the latent map and the card beside it show, all of it on the main thread. Rows go together. */
export interface MapData {
  /** count × 2. */
  points: Float32Array;
  /** Class of each point; empty where the data has no labels. */
  labels: Uint8Array;
  /** Position of each image in its file. */
  indices: Uint32Array;
  /** count × pixels, 0–255. */
  images: Uint8Array;
  classNames: string[];
  imageShape: [height: number, width: number, channels: number];
  title: string;
  method: ProjectionMethod;
  /** PCA's: share of the variance on each axis. */
  explained?: [number, number];
  /** While a layout is on its way. */
  progress?: { done: number; total: number };
  /** The two of the method `dims`, from 0. */
  dimensions?: [x: number, y: number];
  /** The layout was stopped before its end. */
  stopped?: boolean;
  /** Of a finished layout: what every point is near to, in latent space (before training: by pixels) and on the map. */
  neighbours?: MapNeighbours;
  /** What neighbours are sought in: count × latentDim. Absent before the first training. */
  latents?: Float32Array;
  latentDim?: number;
  /** count × pixels, 0–255. */
  reconstructions?: Uint8Array;
  /** count; pixels in [0, 1]. */
  rmse?: Float32Array;
  /** What the model's classifier takes each image for, where it has one. */
  predictions?: Predictions;
}

/** One image of the map, as the card shows it. */
export interface MapSample {
  split: SplitName;
  /** Row in the map's data. */
  row: number;
  /** Position in its file. */
  index: number;
  label?: number;
  className?: string;
  original: Uint8Array;
  reconstruction?: Uint8Array;
  rmse?: number;
  /** Share of the map's images with a smaller error, 0–100. */
  percentile?: number;
  /** What the model's classifier takes it for, how sure it is, in [0, 1], and whether that is so. */
  prediction?: { className: string; confidence: number; isRight?: boolean };
  /** Nearest first: in latent space or, before any training, by pixels. */
  neighbours: SampleNeighbour[];
  /** Nearest first on the map; empty while points move. */
  mapNeighbours: SampleNeighbour[];
}

export interface SampleNeighbour {
  row: number;
  index: number;
  image: Uint8Array;
  label?: number;
  className?: string;
  /** Whether it is among the other kind's neighbours too; undefined where those are not known. */
  shared?: boolean;
}

/** Gathers what is known of one point; fast enough to do on every move of the pointer. */
export function describeSample(data: MapData, row: number, neighbourCount = 10): MapSample {
  const last = lastSamples.get(data);
  if (last?.row === row && last.neighbourCount === neighbourCount) return last.sample;
  const sample = findSample(data, row, neighbourCount);
  lastSamples.set(data, { row, neighbourCount, sample });
  return sample;
}

/** The page renders ten times a second while training; what the card shows is worked out, and drawn, once. */
const lastSamples = new WeakMap<MapData, { row: number; neighbourCount: number; sample: MapSample }>();

function findSample(data: MapData, row: number, neighbourCount: number): MapSample {
  const pixels = data.imageShape[0] * data.imageShape[1] * data.imageShape[2];
  const slice = (images: Uint8Array, at: number) => images.subarray(at * pixels, (at + 1) * pixels);
  const identify = (at: number) => ({
    row: at,
    index: data.indices[at],
    ...(data.labels.length > 0 && {
      label: data.labels[at],
      className: data.classNames[data.labels[at]] ?? String(data.labels[at]),
    }),
  });
  const rmse = data.rmse?.[row];
  const [near, onMap] = findNeighbours(data, row, pixels, neighbourCount);
  const gather = (rows: readonly number[], others: readonly number[]): SampleNeighbour[] =>
    rows.map((at) => ({
      ...identify(at),
      image: slice(data.images, at),
      ...(others.length > 0 && { shared: others.includes(at) }),
    }));
  return {
    split: 'test',
    ...identify(row),
    original: slice(data.images, row),
    neighbours: gather(near, onMap),
    mapNeighbours: gather(onMap, near),
    ...(data.reconstructions && { reconstruction: slice(data.reconstructions, row) }),
    ...(data.predictions && { prediction: describePrediction(data, data.predictions, row) }),
    ...(rmse !== undefined && { rmse, percentile: percentileOf(data.rmse!, rmse) }),
  };
}

function describePrediction({ labels, classNames }: MapData, predictions: Predictions, row: number) {
  const said = predictions.labels[row];
  return {
    className: classNames[said] ?? String(said),
    confidence: predictions.confidence[row],
    ...(labels.length > 0 && { isRight: labels[row] === said }),
  };
}

/** Rows near in latent space, and rows near on the map: those that came with the layout or, while points move, sought here. */
function findNeighbours(data: MapData, row: number, pixels: number, count: number): [number[], number[]] {
  const { neighbours } = data;
  if (!neighbours) return [nearestRows(data, row, pixels, count), []];
  const { k, latentRows, mapRows } = neighbours;
  const take = (rows: Uint32Array) => Array.from(rows.subarray(row * k, row * k + Math.min(k, count)));
  return [take(latentRows), take(mapRows)];
}

function percentileOf(values: Float32Array, value: number): number {
  let smaller = 0;
  for (const other of values) if (other < value) smaller++;
  return (100 * smaller) / values.length;
}

/** Nearest by latent vector, or by pixels where there is none yet. */
function nearestRows(data: MapData, row: number, pixels: number, count: number): number[] {
  const vectors = data.latents ?? data.images;
  const dimensions = data.latents ? data.latentDim! : pixels;
  const best: { row: number; distance: number }[] = [];
  for (let other = 0; other < data.indices.length; other++) {
    if (other === row) continue;
    const limit = best.length < count ? Infinity : best[count - 1].distance;
    const distance = squaredDistance(vectors, row * dimensions, other * dimensions, dimensions, limit);
    if (distance >= limit) continue;
    if (best.length === count) best.pop();
    const place = best.findIndex((found) => found.distance > distance);
    best.splice(place < 0 ? best.length : place, 0, { row: other, distance });
  }
  return best.map((found) => found.row);
}

/** Stops as soon as the sum passes the limit: most pairs are far apart. */
function squaredDistance(
  vectors: Float32Array | Uint8Array,
  a: number,
  b: number,
  dimensions: number,
  limit: number,
): number {
  let sum = 0;
  for (let i = 0; i < dimensions && sum < limit; i++) {
    const difference = vectors[a + i] - vectors[b + i];
    sum += difference * difference;
  }
  return sum;
}

import { pointStates, type ScatterMapData } from '../charts/index.ts';
import type { MapNeighbours } from '../../workers/index.ts';
import type { LegendEntry } from './ae-map-legend.ts';

/** What `ae-latent-map` shows; rows of all arrays go together. */
export interface LatentMapData {
  /** count × 2, any units. */
  points: Float32Array;
  /** Class of each point; empty where the data has none. */
  labels: Uint8Array;
  /** Position of each image in its file: what events and `hovered` and `selected` speak of. */
  indices: Uint32Array;
  /** count × pixels, 0–255; may be empty. */
  images: Uint8Array;
  classNames: readonly string[];
  imageShape: readonly [height: number, width: number, channels: number];
  title?: string;
  method?: 'umap' | 'pca' | 'dims' | 'latent';
  /** PCA's: share of the variance on each axis. */
  explained?: readonly [number, number];
  /** While a layout is on its way. */
  progress?: { done: number; total: number };
  /** Of the method `dims`: the two, from 0. */
  dimensions?: readonly [x: number, y: number];
  /** Latent dimensions to choose those two from. */
  latentDim?: number;
  /** Reconstruction error of each image. */
  rmse?: Float32Array;
  /** What a classifier takes each image for. */
  predictions?: { labels: Uint8Array };
  /** Of a finished layout: what each point is near to. */
  neighbours?: MapNeighbours;
}

export function prepareScatter(data: LatentMapData): ScatterMapData {
  const labels = data.labels.length > 0 ? data.labels : new Uint8Array(data.indices.length);
  return { points: data.points, labels, pixels: data.images, imageShape: data.imageShape };
}

/** One entry for each class that occurs; none where the data has no labels. */
export function countClasses({
  labels,
  classNames,
}: Pick<LatentMapData, 'labels' | 'classNames'>): LegendEntry[] {
  const counts = new Uint32Array(256);
  for (const label of labels) counts[label]++;
  return Array.from(counts, (count, label) => ({
    label,
    name: classNames[label] ?? String(label),
    count,
  })).filter(({ count }) => count > 0);
}

/** Labels of the classes all of whose images are among the rows. */
export function findWholeClasses(
  labels: Uint8Array,
  rows: readonly number[],
  entries: readonly LegendEntry[],
): ReadonlySet<number> {
  const counts = new Uint32Array(256);
  if (labels.length > 0) for (const row of rows) counts[labels[row]]++;
  return new Set(entries.filter(({ label, count }) => counts[label] === count).map(({ label }) => label));
}

/**
 * How each point is drawn: hidden with its class, grey where others are picked out, else shown.
 * @param selected rows; fewer than two are no selection, just a pinned image
 */
export function prepareStates(
  { labels, indices }: Pick<LatentMapData, 'labels' | 'indices'>,
  hiddenLabels: ReadonlySet<number>,
  selected: readonly number[],
): Uint8Array | undefined {
  if (selected.length < 2 && hiddenLabels.size === 0) return undefined;
  const states = new Uint8Array(indices.length).fill(
    selected.length < 2 ? pointStates.shown : pointStates.context,
  );
  if (selected.length >= 2) for (const row of selected) states[row] = pointStates.shown;
  labels.forEach((label, row) => {
    if (hiddenLabels.has(label)) states[row] = pointStates.hidden;
  });
  return states;
}

import type { ScatterMapData } from '../charts/index.ts';
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
  /** Reconstruction error of each image, for the spoken text. */
  rmse?: Float32Array;
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

import { formatRmse } from '../charts/index.ts';
import type { LatentMapData } from './map-view-data.ts';

/** What the map can be trusted for, or how far the layout has come. */
export function describeTrust({ progress, method }: Pick<LatentMapData, 'progress' | 'method'>): string {
  if (progress) return `Laying out, ${progress.done} of ${progress.total}`;
  return method === 'umap'
    ? 'Near points are alike; how far apart groups lie says little'
    : 'Distances are true to the two components shown, and to no others';
}

/** One point in words, for those who cannot see it. */
export function describePoint({ labels, classNames, indices, rmse }: LatentMapData, row: number): string {
  const name = labels.length > 0 ? (classNames[labels[row]] ?? String(labels[row])) : 'no label';
  return `${name}, image ${indices[row]}${rmse ? `, error ${formatRmse(rmse[row])}` : ''}`;
}

/** What the map is called and how it is used without a pointer. */
export function describeKeys(title: string): string {
  return `${title}. Arrow keys go to the next image in a direction, Page Up and Page Down go by number, Enter pins, Escape clears, plus, minus and 0 zoom`;
}

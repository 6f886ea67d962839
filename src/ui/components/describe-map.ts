import { formatRmse } from '../charts/index.ts';
import type { LatentMapData } from './map-view-data.ts';

/** What the map can be trusted for, or how far the layout has come. */
export function describeTrust({ progress, method }: Pick<LatentMapData, 'progress' | 'method'>): string {
  if (progress) return `Laying out, ${progress.done} of ${progress.total}`;
  return method === 'umap'
    ? 'Near points are alike; how far apart groups lie says little'
    : 'Distances are true to the two axes shown; of any others they say nothing';
}

/** Neighbours that are named aloud. */
const spokenNeighbours = 5;

/** One point in words, for those who cannot see it. */
export function describePoint(data: LatentMapData, row: number): string {
  const { labels, indices, rmse, neighbours, predictions } = data;
  const nameOf = (at: number) => data.classNames[labels[at]] ?? String(labels[at]);
  const parts = [`${labels.length > 0 ? nameOf(row) : 'no label'}, image ${indices[row]}`];
  if (rmse) parts.push(`error ${formatRmse(rmse[row])}`);
  const said = predictions?.labels[row];
  if (said !== undefined && labels.length > 0 && said !== labels[row]) {
    parts.push(`taken for ${data.classNames[said] ?? String(said)}`);
  }
  if (neighbours && labels.length > 0) {
    const { k, latentRows } = neighbours;
    const near = latentRows.subarray(row * k, row * k + Math.min(k, spokenNeighbours));
    parts.push(`neighbours ${Array.from(near, nameOf).join(' ')}`);
  }
  return parts.join(', ');
}

/** What the map is called and how it is used without a pointer. */
export function describeKeys(title: string): string {
  return `${title}. Arrow keys go to the next image in a direction, N and P to the next and previous neighbour in latent space, Page Up and Page Down go by number, Enter pins, L sets a corner of a lasso at the focused image and Enter closes it, Escape clears, plus, minus and 0 zoom`;
}

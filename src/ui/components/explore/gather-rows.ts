import type { MapData } from '../../state/index.ts';

const keptCount = 32;
const gathered = new WeakMap<Uint8Array, Map<string, Uint8Array>>();

/** Images of some rows of the map, one after the other. The same rows again are the same array: it is not drawn anew. */
export function gatherRows(map: MapData, rows: readonly number[]): Uint8Array {
  const kept = gathered.get(map.images) ?? new Map<string, Uint8Array>();
  gathered.set(map.images, kept);
  const key = rows.join(' ');
  const last = kept.get(key);
  if (last) return last;
  const pixels = map.imageShape[0] * map.imageShape[1] * map.imageShape[2];
  const images = new Uint8Array(rows.length * pixels);
  rows.forEach((row, position) =>
    images.set(map.images.subarray(row * pixels, (row + 1) * pixels), position * pixels),
  );
  if (kept.size >= keptCount) kept.clear();
  kept.set(key, images);
  return images;
}

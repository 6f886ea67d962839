import { formatShare, pointStates, type Rgb, type ScatterMap } from '../charts/index.ts';
import type { PointInks } from './map-colouring.ts';
import type { MapInks } from './map-inks.ts';
import type { MapPicture } from './map-picture.ts';
import type { LatentMapData } from './map-view-data.ts';
import type { LegendEntry } from './ae-map-legend.ts';

export interface DrawnMap extends PointInks {
  data: LatentMapData;
  map: ScatterMap;
  canvas: HTMLCanvasElement;
  inks: MapInks;
  entries: readonly LegendEntry[];
  /** What model and run made the map; may be empty. */
  making: string;
  states?: Uint8Array;
}

/** The map as it is seen now, in the terms of a picture to keep. */
export function describePicture(drawn: DrawnMap): MapPicture {
  const { data, map, canvas, inks, states, inkOf, scale, ringed, mistakes } = drawn;
  const { labels, indices } = data;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const stateOf = (row: number) => states?.[row] ?? pointStates.shown;
  const isRinged = (row: number) => ringed?.[row] === 1 && stateOf(row) === pointStates.shown;
  const colourOf = (row: number): Rgb => {
    if (stateOf(row) === pointStates.context) return inks.faint;
    if (inkOf) return scale ? inks.scale[inkOf[row]] : inks.labels[inkOf[row] % inks.labels.length];
    return inks.labels[labels.length > 0 ? labels[row] % inks.labels.length : 0];
  };
  const rows = Array.from(indices, (_, row) => row)
    .filter((row) => stateOf(row) !== pointStates.hidden)
    .sort((a, b) => stateOf(a) - stateOf(b) || Number(isRinged(a)) - Number(isRinged(b)));
  const points = rows
    .map((row) => {
      const [x, y] = map.positionOf(row);
      const label = labels.length > 0 ? labels[row] : 0;
      return { x, y, colour: colourOf(row), label, isRinged: isRinged(row) };
    })
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
  return {
    ...{ width, height, points, background: inks.background, text: inks.text },
    title: data.title ?? 'Latent map',
    notes: describeMaking(data, points.length, drawn.making),
    diameter: map.diameter,
    entries: drawn.entries.map((entry) => ({
      ...entry,
      colour: inks.labels[entry.label % inks.labels.length],
    })),
    ...(mistakes && { mistakes }),
    ...(scale && { scale: { ...scale, colours: inks.scale } }),
  };
}

function describeMaking(
  { method, explained, indices }: LatentMapData,
  shown: number,
  making: string,
): string {
  const parts = [`${shown} of ${indices.length} images shown`];
  if (method) parts.push(`projection ${method}`);
  if (explained) parts.push(`variance explained ${explained.map(formatShare).join(' and ')}`);
  if (making) parts.push(making);
  return parts.join(' · ');
}

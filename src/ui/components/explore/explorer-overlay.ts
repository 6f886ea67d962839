import { farLimit, type LatentExplorer } from '../../state/index.ts';
import type { MapOverlay } from '../map-overlay.ts';

/** What the open tool lays over the map. The same state is the same overlay, so that the map knows nothing is new. */
export function describeOverlay(explorer: LatentExplorer): MapOverlay | undefined {
  const last = lastOverlays.get(explorer);
  if (last?.version === explorer.version) return last.overlay;
  const overlay = makeOverlay(explorer);
  lastOverlays.set(explorer, { version: explorer.version, overlay });
  return overlay;
}

const lastOverlays = new WeakMap<LatentExplorer, { version: number; overlay: MapOverlay | undefined }>();

function makeOverlay({ tool, decoding, walk, drawing, map }: LatentExplorer): MapOverlay | undefined {
  if (tool === 'decode' && decoding.place) {
    const { x, y, farness, image } = decoding.place;
    return {
      paths: [],
      marks: [{ x, y, kind: farness > farLimit ? 'far' : 'place', ...(image && { image }) }],
    };
  }
  if (tool === 'walk' && map) {
    const ends = [walk.from, walk.to].flatMap((index) => {
      const row = index === undefined ? -1 : map.indices.indexOf(index);
      return row < 0 ? [] : [{ x: map.points[2 * row], y: map.points[2 * row + 1], kind: 'place' as const }];
    });
    const places = pairs(walk.path);
    return { paths: places.length > 0 ? [{ kind: 'walk', places }] : [], marks: ends };
  }
  if (tool === 'draw' && drawing.image && drawing.seen?.position) {
    const [x, y] = drawing.seen.position;
    return { paths: [], marks: [{ x, y, kind: 'place', image: drawing.image, title: 'drawn' }] };
  }
  return undefined;
}

function pairs(path: Float32Array | undefined): [number, number][] {
  return Array.from({ length: (path?.length ?? 0) / 2 }, (_, at) => [path![2 * at], path![2 * at + 1]]);
}

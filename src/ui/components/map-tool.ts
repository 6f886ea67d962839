import type { GroundPhase, ScatterMap } from '../charts/index.ts';

/** What the pointer and the keys do on the map. */
export type MapTool = 'hover' | 'decode' | 'walk';

/** Detail of `map-point`: where a tool is on the map, in the units of its points, and what is near. */
export interface MapPoint {
  x: number;
  y: number;
  phase: GroundPhase;
  /** Shown points, nearest first. */
  nearest: { row: number; index: number; distance: number }[];
}

const nearCount = 8;
/** Pixels that a key moves a tool over the ground. */
const keyStep = 8;

export function describeGround(
  map: ScatterMap,
  indices: Uint32Array,
  phase: GroundPhase,
  [x, y]: readonly [number, number],
): MapPoint {
  const nearest = map
    .findNear([x, y], nearCount)
    .map(({ row, distance }) => ({ row, index: indices[row], distance }));
  return { x, y, phase, nearest };
}

/** The place that a key leads to; the first key begins in the middle of what is seen. */
export function moveGround(
  map: ScatterMap,
  from: readonly [number, number] | undefined,
  [dx, dy]: readonly [number, number],
): [x: number, y: number] {
  const { width, height } = map;
  const [x, y] = from ? map.toScreen(from) : [width / 2, height / 2];
  return map.toGround([
    Math.min(width, Math.max(0, x + keyStep * dx)),
    Math.min(height, Math.max(0, y + keyStep * dy)),
  ]);
}

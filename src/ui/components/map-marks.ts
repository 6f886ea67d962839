import type { ScatterMap } from '../charts/index.ts';

/** What is laid over the map's canvas: rings around the pinned and the hovered point, and a lens beside the latter. */
export interface MapMarks {
  pinned: HTMLElement;
  hovered: HTMLElement;
  lens: HTMLElement;
}

export const lensSize = 64;
const gap = 14;

/** Puts the marks to their points; row −1 hides one. Called after every frame, so it touches nothing but transforms. */
export function placeMarks(marks: MapMarks, map: ScatterMap, hovered: number, pinned: number): void {
  move(marks.pinned, pinned < 0 ? undefined : map.positionOf(pinned));
  const at = hovered < 0 ? undefined : map.positionOf(hovered);
  move(marks.hovered, at);
  move(marks.lens, at && placeLens(at, map.width));
}

/** Above and to the right, unless the stage ends there. */
function placeLens([x, y]: readonly [number, number], width: number): [number, number] {
  return [
    x + lensSize + gap < width ? x + gap : x - lensSize - gap,
    y - lensSize - gap > 0 ? y - lensSize - gap : y + gap,
  ];
}

function move(mark: HTMLElement, place: readonly [number, number] | undefined): void {
  mark.hidden = !place;
  if (place) mark.style.transform = `translate(${place[0]}px, ${place[1]}px)`;
}

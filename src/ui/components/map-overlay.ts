import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ScatterMap } from '../charts/index.ts';
import { drawPixels } from './draw-pixels-directive.ts';

/** What tools lay over the map: places are in the units of the map's points, and stay there however it is moved. */
export interface MapOverlay {
  /** `walk`: a way with a stop at each place; `link`: a thin line. */
  paths: readonly { kind: 'walk' | 'link'; places: readonly (readonly [x: number, y: number])[] }[];
  /** Marks, each with an image beside it if it has one. `far`: far from any data. */
  marks: readonly {
    x: number;
    y: number;
    kind: 'place' | 'far';
    /** 0–255, of the map's shape. */
    image?: Uint8Array;
    title?: string;
  }[];
}

type ImageShape = readonly [height: number, width: number, channels: number];

/** Elements without places: `placeOverlay` puts them there, in every frame. */
export function renderOverlay(overlay: MapOverlay | undefined, imageShape: ImageShape): TemplateResult {
  return html`<div class="overlay" aria-hidden="true">
    <svg>
      ${overlay?.paths.map(
        ({ kind, places }) =>
          svg`<g class=${kind}><polyline></polyline>${kind === 'walk' ? places.map(() => svg`<circle r="3"></circle>`) : nothing}</g>`,
      )}
      ${overlay?.marks.map(({ kind }) => svg`<circle class="mark ${kind}" r="7"></circle>`)}
    </svg>
    ${overlay?.marks.map(
      ({ image, title }) =>
        html`<div class="tag" ?hidden=${!image}>
          ${image ? html`<canvas class="pixels" ${drawPixels(image, imageShape)}></canvas>` : nothing}
          ${title ? html`<span>${title}</span>` : nothing}
        </div>`,
    )}
  </div>`;
}

/** Below and to the right of its mark: the lens of the point under the pointer takes the other side. */
const gap = 12;

/** Called after every frame, so it touches nothing but places. */
export function placeOverlay(layer: HTMLElement, overlay: MapOverlay | undefined, map: ScatterMap): void {
  if (!overlay) return;
  const groups = layer.querySelectorAll('g');
  overlay.paths.forEach(({ places }, number) => {
    const screen = places.map((place) => map.toScreen(place));
    groups[number].querySelector('polyline')!.setAttribute('points', screen.join(' '));
    groups[number].querySelectorAll('circle').forEach((circle, stop) => move(circle, screen[stop]));
  });
  const circles = layer.querySelectorAll<SVGElement>('circle.mark');
  const tags = layer.querySelectorAll<HTMLElement>('.tag');
  const { clientWidth, clientHeight } = layer;
  overlay.marks.forEach(({ x, y }, number) => {
    const [left, top] = map.toScreen([x, y]);
    move(circles[number], [left, top]);
    const tag = tags[number];
    const { offsetWidth, offsetHeight } = tag;
    move(tag, [
      left + gap + offsetWidth < clientWidth ? left + gap : left - gap - offsetWidth,
      top + gap + offsetHeight < clientHeight ? top + gap : top - gap - offsetHeight,
    ]);
  });
}

function move(element: SVGElement | HTMLElement, [x, y]: readonly [number, number]): void {
  element.style.transform = `translate(${x}px, ${y}px)`;
}

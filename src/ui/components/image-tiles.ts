import { css, html, noChange, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ElementPart } from 'lit/directive.js';
import { drawTiles, planTiles, type ImageShape } from '../charts/index.ts';
import { setStyles } from './set-styles.ts';

/** One of several images on a sheet. */
export interface ImageTile {
  image: Uint8Array;
  /** What it is, said to those who cannot see it. */
  name: string;
  /** A class for its place in the list over the sheet. */
  mark?: string;
}

/** The list lies over the sheet, each of its items over its image. */
export const imageTilesStyles = css`
  .tiles {
    display: grid;
    max-width: 340px;
  }
  .tiles > * {
    grid-area: 1 / 1;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    margin: 0;
    padding: 0;
  }
  .tiles canvas {
    aspect-ratio: var(--sheet-ratio);
    image-rendering: pixelated;
  }
  .tiles ol {
    display: grid;
    grid-template-columns: repeat(var(--sheet-columns), minmax(0, 1fr));
    grid-auto-rows: minmax(0, 1fr);
    gap: var(--sheet-gap-y) var(--sheet-gap-x);
    list-style: none;
  }
  .tiles li,
  .tiles span {
    display: block;
    width: 100%;
    height: 100%;
  }
`;

/** Images as one sheet, in rows of `columns`; tiles are square, as all images of the page are. */
export function renderImageTiles(
  tiles: readonly ImageTile[],
  { columns, shape }: { columns: number; shape: ImageShape },
): TemplateResult {
  const { rows, tile, gap } = planTiles(tiles.length, columns, shape);
  const [width, height] = [columns * tile[0] + (columns - 1) * gap[0], rows * tile[1] + (rows - 1) * gap[1]];
  const sheet = {
    '--sheet-columns': String(columns),
    '--sheet-ratio': String((width / height) * (tile[1] / tile[0])),
    '--sheet-gap-x': `${(100 * gap[0]) / width}%`,
    '--sheet-gap-y': `${(100 * gap[1]) / height}%`,
  };
  return html`<div class="tiles" ${setStyles(sheet)}>
    <canvas aria-hidden="true" ${drawSheet(tiles, shape, columns)}></canvas>
    <ol part="neighbours">
      ${tiles.map(
        ({ name, mark = '' }) =>
          html`<li class=${mark}><span role="img" aria-label=${name} title=${name}></span></li>`,
      )}
    </ol>
  </div>`;
}

class DrawSheet extends AsyncDirective {
  private drawn: readonly unknown[] = [];

  override render(_tiles: readonly ImageTile[], _shape: ImageShape, _columns: number) {
    return noChange;
  }

  override update({ element }: ElementPart, [tiles, shape, columns]: Parameters<this['render']>) {
    const images = tiles.map(({ image }) => image);
    const wanted = [columns, ...shape, ...images];
    if (wanted.length === this.drawn.length && wanted.every((value, at) => value === this.drawn[at]))
      return noChange;
    this.drawn = wanted;
    drawTiles(element as HTMLCanvasElement, images, shape, columns);
    return noChange;
  }
}

/** Draws again only when it is handed other arrays. */
const drawSheet = directive(DrawSheet);

import { css, html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { drawMosaic } from '../../charts/index.ts';
import { presetList } from '../../state/index.ts';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import { readMapKey } from '../map-keys.ts';
import { ThrottledSpeech } from '../throttled-speech.ts';
import { gridAround, gridOfPrior, nearestTo, placeCells, stepCell, type LatentGrid } from './latent-grid.ts';
import { UsePanelElement } from './use-panel-element.ts';
import { setStyles } from '../set-styles.ts';

const side = 30;
/** Test images that say where the codes lie, and what is near to a cell. */
const knownCount = 1000;

/** What is decoded, and from where. */
interface Sheet {
  grid: LatentGrid;
  /** cells × 2. */
  places: Float32Array;
  /** cells × pixels, 0–255. */
  images: Uint8Array;
  /** Codes of some test images, count × 2, and what they are. */
  latents: Float32Array;
  labels: Uint8Array;
  epochs: number;
}

/** A latent space of two numbers looked at as a whole: a grid of its places, each decoded, one of them enlarged. */
@defineElement('ae-manifold')
export class AeManifold extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      .view {
        display: grid;
        grid-template-columns: minmax(0, 600px) minmax(130px, 180px);
        gap: 20px;
        align-items: start;
        margin-top: 12px;
      }
      .grid {
        position: relative;
      }
      .grid canvas {
        display: block;
        width: 100%;
        border-radius: 3px;
        cursor: crosshair;
      }
      .cell {
        position: absolute;
        width: calc(100% / ${side});
        height: calc(100% / ${side});
        /* On black, whatever the theme. */
        outline: 2px solid color-mix(in oklab, var(--_accent) 45%, white);
        pointer-events: none;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px 12px;
        margin: 10px 0 0;
        font-size: 12px;
      }
      dt {
        color: var(--_muted);
      }
      dd {
        margin: 0;
        text-align: right;
      }
      .foot {
        margin-top: 8px;
        color: var(--_muted);
        font-size: 12px;
      }
      @container (max-width: 560px) {
        .view {
          grid-template-columns: minmax(0, 1fr);
        }
        .closer {
          display: grid;
          grid-template-columns: 96px minmax(0, 1fr);
          gap: 14px;
        }
      }
    `,
  ];

  /** The cell that is enlarged. */
  @property({ type: Number }) cell = (side / 2) * side + side / 2;
  @state() private sheet: Sheet | undefined;
  @query('.grid canvas') private canvas: HTMLCanvasElement | null | undefined;
  private drawn: Uint8Array | undefined;
  private asked: { summary: unknown; epochs: number } | undefined;
  private readonly speech = new ThrottledSpeech(() => this.requestUpdate());

  override render() {
    const { sheet, cell } = this;
    if (!sheet) return html`<p class="muted" role="status">Decoding the plane…</p>`;
    const pixels = sheet.images.length / (side * side);
    const { imageShape } = this.info!;
    const description = this.describeCell(sheet, cell);
    const place = {
      left: `${(100 * (cell % side)) / side}%`,
      top: `${(100 * Math.floor(cell / side)) / side}%`,
    };
    return html`<div class="view">
        <div class="grid">
          <canvas
            role="application"
            aria-roledescription="grid of decoded images"
            aria-label="The latent plane, ${side} × ${side} images. Arrow keys go from image to image, Page Up and Page Down three at a time up and down"
            tabindex="0"
            @keydown=${this.onKey}
            @pointermove=${this.onPoint}
            @pointerdown=${this.onPoint}
          ></canvas>
          <div class="cell" ${setStyles(place)}></div>
        </div>
        <div class="closer" part="closer">
          <canvas
            class="pixels"
            role="img"
            aria-label="Enlarged: ${description}"
            ${drawPixels(sheet.images.subarray(cell * pixels, (cell + 1) * pixels), imageShape)}
          ></canvas>
          <dl>
            <dt>first number</dt>
            <dd>${formatPlace(sheet.places[2 * cell])}</dd>
            <dt>second number</dt>
            <dd>${formatPlace(sheet.places[2 * cell + 1])}</dd>
            ${this.renderNearest(sheet, cell)}
          </dl>
        </div>
      </div>
      <p class="foot">
        First number ${formatRange(sheet.grid.x)} from left to right, second ${formatRange(sheet.grid.y)}
        upwards; decoded by ${this.describeModel(sheet.epochs)}.
      </p>
      <div class="visually-hidden" role="status">${this.speech.text}</div>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('summary') || changed.has('info')) this.sheet = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { sheet, summary, epochs, asked } = this;
    // Anew for each model, and after each of its epochs.
    if (summary && (asked?.summary !== summary || asked.epochs !== epochs)) void this.decode();
    if (sheet && this.canvas && (this.drawn !== sheet.images || changed.has('info'))) {
      drawMosaic(this.canvas, sheet.images, this.info!.imageShape, side);
      this.drawn = sheet.images;
    }
    if (!sheet) this.drawn = undefined;
  }

  private async decode(): Promise<void> {
    const { summary, epochs, lab } = this;
    this.asked = { summary, epochs };
    if (!lab || summary?.latentDim !== 2) return;
    const isCurrent = () => this.asked?.summary === summary && this.asked.epochs === epochs;
    const encoded = await lab.ask('encodeSplit', 'test', knownCount).catch(() => undefined);
    // A later question, or another model, may have taken its place.
    if (!encoded || !isCurrent()) return;
    const { latents, labels } = encoded;
    const isVariational = 'beta' in presetList[this.preset].defaults;
    const grid = isVariational ? gridOfPrior(side) : gridAround(latents, side);
    const places = placeCells(grid);
    const decoded = await lab.ask('decode', { data: places, shape: [side * side, 2] }).catch(() => undefined);
    if (!decoded || !isCurrent()) return;
    const images = new Uint8Array(decoded.data.length);
    for (let at = 0; at < images.length; at++) images[at] = 255 * decoded.data[at] + 0.5;
    this.sheet = { grid, places, images, latents, labels, epochs };
  }

  private renderNearest(sheet: Sheet, cell: number) {
    const name = this.nameNearest(sheet, cell);
    return name === undefined
      ? nothing
      : html`<dt>nearest test image</dt>
          <dd>${name}</dd>`;
  }

  private nameNearest({ places, latents, labels }: Sheet, cell: number): string | undefined {
    if (!this.info?.hasLabels) return undefined;
    const label = labels[nearestTo(latents, places[2 * cell], places[2 * cell + 1])];
    return this.info.classNames[label] ?? String(label);
  }

  private describeCell(sheet: Sheet, cell: number): string {
    const name = this.nameNearest(sheet, cell);
    const place = `${formatPlace(sheet.places[2 * cell])}, ${formatPlace(sheet.places[2 * cell + 1])}`;
    return name === undefined ? place : `${place}, nearest test image ${name}`;
  }

  private onPoint(event: PointerEvent): void {
    const { width, height } = this.canvas!.getBoundingClientRect();
    const at = (offset: number, size: number) =>
      Math.min(side - 1, Math.max(0, Math.floor((offset / size) * side)));
    this.cell = at(event.offsetY, height) * side + at(event.offsetX, width);
  }

  private onKey(event: KeyboardEvent): void {
    const key = readMapKey(event);
    if (!this.sheet || (key?.do !== 'go' && key?.do !== 'step')) return;
    event.preventDefault();
    this.cell = stepCell(side, this.cell, key.do === 'go' ? key.direction : [0, 3 * key.by]);
    this.speech.say(this.describeCell(this.sheet, this.cell));
  }
}

function formatPlace(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

function formatRange([low, high]: readonly [number, number]): string {
  return `${formatPlace(low)} to ${formatPlace(high)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-manifold': AeManifold;
  }
}

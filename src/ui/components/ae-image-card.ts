import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatRmse, formatShare, type ImageShape } from '../charts/index.ts';
import { nextTask } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import type { SplitName } from '../../workers/index.ts';
import { defineElement } from './define-element.ts';
import { drawPixels } from './draw-pixels-directive.ts';
import { imageTilesStyles, renderImageTiles } from './image-tiles.ts';
import { PanelElement } from './panel-element.ts';

/** One image, what the model makes of it, and what it lies near. Images are bytes, height × width × channels. */
export interface ImageSample {
  split: SplitName;
  /** Position in its file. */
  index: number;
  label?: number;
  className?: string;
  original: Uint8Array;
  reconstruction?: Uint8Array;
  /** Of this pair; pixels in [0, 1]. */
  rmse?: number;
  /** Share of the split's images with a smaller error, 0–100. */
  percentile?: number;
  /** What a classifier takes it for, how sure it is, in [0, 1], and whether that is so. */
  prediction?: { className: string; confidence: number; isRight?: boolean };
  neighbours?: readonly ImageNeighbour[];
  /** Nearest on the map, where a finished layout says so. */
  mapNeighbours?: readonly ImageNeighbour[];
}

export interface ImageNeighbour {
  index: number;
  image: Uint8Array;
  label?: number;
  className?: string;
  /** False: near in one sense only, which the card marks. */
  shared?: boolean;
}

/**
 * The point under the pointer, or the pinned one, looked at closely.
 *
 * @csspart title @csspart images @csspart figures @csspart neighbours
 */
@defineElement('ae-image-card')
export class AeImageCard extends PanelElement {
  static override styles = [
    baseStyles,
    imageTilesStyles,
    css`
      .head {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 8px;
        min-height: 28px;
        white-space: nowrap;
      }
      .pin {
        color: var(--_accent);
      }
      .images {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 8px;
        max-width: 340px;
        margin-top: 8px;
      }
      figure {
        margin: 0;
        min-width: 0;
      }
      figcaption {
        margin-top: 4px;
        color: var(--_muted);
        font-size: 11px;
        white-space: nowrap;
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px 12px;
        margin: 12px 0 0;
        font-size: 12px;
      }
      dt {
        color: var(--_muted);
      }
      dd {
        margin: 0;
        text-align: right;
      }
      .wrong {
        color: var(--_warning);
      }
      h3 {
        margin-top: 14px;
      }
      .tiles {
        margin-top: 8px;
      }
      .apart {
        border-radius: 3px;
        outline: 2px dashed var(--_warning);
        outline-offset: 1px;
      }
      .placeholder {
        aspect-ratio: 1;
        border: 1px dashed var(--_line);
        border-radius: 3px;
      }
      .key {
        margin-top: 8px;
      }
      .hint {
        margin-top: 12px;
      }
    `,
  ];

  @property({ attribute: false }) sample: ImageSample | undefined;
  @property({ type: Boolean }) pinned = false;
  @property({ attribute: false }) imageShape: ImageShape = [28, 28, 1];

  /** What was shown last: its canvases stay while nothing is pointed at, for the next image to be drawn on. */
  private last: ImageSample | undefined;

  /** The first image makes all that the card is of: a task of its own, not the pointer's. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.sample && !this.last) await nextTask();
    await super.scheduleUpdate();
  }

  override render() {
    this.last = this.sample ?? this.last;
    return html`<div ?hidden=${this.sample !== undefined}>${this.renderEmpty()}</div>
      <div ?hidden=${this.sample === undefined}>${this.last ? this.renderSample(this.last) : nothing}</div>`;
  }

  private renderEmpty() {
    return html`<div class="head"><h2 part="title">Looking closer</h2></div>
      <div class="images" part="images" aria-hidden="true">
        ${['original', 'reconstruction', 'error'].map(
          (caption) =>
            html`<figure>
              <div class="placeholder"></div>
              <figcaption>${caption}</figcaption>
            </figure>`,
        )}
      </div>
      <p class="hint muted data">
        Point at the map, or go there with Tab and the arrow keys, to see an image and what the model makes of
        it. Click or Enter keeps it here.
      </p>`;
  }

  private renderSample(sample: ImageSample) {
    const { original, reconstruction } = sample;
    return html`<div class="head">
        <h2 part="title">${describeSample(sample)}</h2>
        <span class="data pin">${this.pinned ? 'pinned' : ''}</span>
      </div>
      <div class="images" part="images">
        ${this.renderImage('original', original)} ${this.renderImage('reconstruction', reconstruction)}
        ${this.renderImage('error', reconstruction && original, reconstruction)}
      </div>
      <dl part="figures">
        <dt>RMSE of the pair</dt>
        <dd>${formatRmse(sample.rmse)}</dd>
        <dt>Error larger than</dt>
        <dd>${sample.percentile === undefined ? '–' : `${Math.round(sample.percentile)} % of images`}</dd>
        ${
          sample.prediction
            ? html`<dt>The classifier says</dt>
                <dd class=${sample.prediction.isRight === false ? 'wrong' : ''}>
                  ${describePrediction(sample.prediction)}
                </dd>`
            : nothing
        }
      </dl>
      ${this.renderNeighbours(sample)}`;
  }

  private renderImage(caption: string, image: Uint8Array | undefined, against?: Uint8Array) {
    return html`<figure>
      ${
        image
          ? html`<canvas
              class="pixels"
              role="img"
              aria-label=${caption}
              ${drawPixels(image, this.imageShape, against)}
            ></canvas>`
          : html`<div class="placeholder"></div>`
      }
      <figcaption>${caption}</figcaption>
    </figure>`;
  }

  private renderNeighbours({ neighbours = [], mapNeighbours = [], reconstruction }: ImageSample) {
    const space = reconstruction ? 'in latent space' : 'by pixels';
    const marked = [...neighbours, ...mapNeighbours].some(({ shared }) => shared === false);
    return html`${this.renderNear(`Neighbours ${space}`, neighbours, 'not near on the map')}
    ${this.renderNear('Neighbours on the map', mapNeighbours, `not near ${space}`)}
    ${marked ? html`<p class="muted data key">Ringed: near in one of the two only</p>` : nothing}`;
  }

  private renderNear(title: string, neighbours: readonly ImageNeighbour[], difference: string) {
    if (neighbours.length === 0) return nothing;
    const tiles = neighbours.map(({ image, index, label, className, shared }) => {
      const own = `${className ?? label ?? 'image'}, image ${formatCount(index)}`;
      return shared === false
        ? { image, name: `${own}, ${difference}`, mark: 'apart' }
        : { image, name: own };
    });
    return html`<h3>${title}</h3>
      ${renderImageTiles(tiles, { columns: 5, shape: this.imageShape })}`;
  }
}

function describePrediction({
  className,
  confidence,
  isRight,
}: NonNullable<ImageSample['prediction']>): string {
  return `${isRight === false ? 'wrongly ' : ''}${className}, ${formatShare(confidence)} sure`;
}

function describeSample({ split, index, label, className }: ImageSample): string {
  const place = `${split[0].toUpperCase()}${split.slice(1)} image ${formatCount(index)}`;
  if (label === undefined && className === undefined) return place;
  return `${place}, ${className && Number.isNaN(Number(className)) ? className : `a ${className ?? label}`}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-image-card': AeImageCard;
  }
}

import { css, html, nothing } from 'lit';
import { property, queryAll, state } from 'lit/decorators.js';
import { createDotPlot, type DotPlot, type ImageShape } from '../../charts/index.ts';
import { baseStyles, colourOfLabel, labelPalette } from '../../styles/index.ts';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import { PanelElement } from '../panel-element.ts';
import { resolveColours } from '../resolve-colours.ts';

/** A layout of the same images as the other one. */
export interface LinkedMap {
  title: string;
  /** count × 2. */
  points: Float32Array;
}

/**
 * Two maps of the same images side by side: the image under the pointer in one is ringed in both, and shown.
 *
 * @csspart map
 */
@defineElement('ae-linked-maps')
export class AeLinkedMaps extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .maps {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
        gap: 12px 20px;
      }
      canvas.map {
        display: block;
        width: 100%;
        height: 240px;
        cursor: crosshair;
      }
      .shown {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 44px;
        font-size: 12px;
      }
      .shown canvas {
        width: 40px;
      }
    `,
  ];

  @property({ attribute: false }) maps: readonly LinkedMap[] = [];
  @property({ attribute: false }) labels: Uint8Array = new Uint8Array();
  @property({ attribute: false }) classNames: readonly string[] = [];
  /** count × pixels. */
  @property({ attribute: false }) images: Uint8Array = new Uint8Array();
  @property({ attribute: false }) imageShape: ImageShape = [28, 28, 1];
  @state() private marked = -1;
  @queryAll('canvas.map') private canvases!: NodeListOf<HTMLCanvasElement>;
  private plots: DotPlot[] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const plot of this.plots) plot.destroy();
    this.plots = [];
  }

  override render() {
    return html`<div class="maps">
        ${this.maps.map(
          ({ title }) =>
            html`<div>
              <h3>${title}</h3>
              <canvas class="map" part="map" role="img" aria-label=${title}></canvas>
            </div>`,
        )}
      </div>
      <div class="shown">${this.renderShown()}</div>`;
  }

  private renderShown() {
    const { marked, imageShape, labels, classNames } = this;
    if (marked < 0)
      return html`<span class="muted">Point at an image in one map to find it in the other.</span>`;
    const pixels = imageShape[0] * imageShape[1] * imageShape[2];
    const image = this.images.subarray(marked * pixels, (marked + 1) * pixels);
    const label = labels.length > 0 ? (classNames[labels[marked]] ?? String(labels[marked])) : undefined;
    return html`<canvas
        class="pixels"
        role="img"
        aria-label="image"
        ${drawPixels(image, imageShape)}
      ></canvas>
      ${label === undefined ? nothing : html`<span>label ${label}</span>`}`;
  }

  override updated(): void {
    const root = this.renderRoot as ShadowRoot;
    const [ink, ...colours] = resolveColours(root, [
      'var(--_text)',
      ...(this.labels.length > 0 ? labelPalette.map((_, label) => colourOfLabel(label)) : ['var(--_accent)']),
    ]);
    this.canvases.forEach((canvas, at) => {
      const { points } = this.maps[at];
      const colourOf = this.labels.length > 0 ? this.labels : new Uint8Array(points.length / 2);
      const onHover = (row: number) => (this.marked = row);
      const data = { points, colourOf, colours, marked: this.marked, ink, onHover };
      if (this.plots[at]) this.plots[at].update(data);
      else this.plots[at] = createDotPlot(canvas, data);
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-linked-maps': AeLinkedMaps;
  }
}

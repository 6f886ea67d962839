import { css, html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatRmse, formatShare, type ImageShape } from '../charts/index.ts';
import type { SelectionSummary } from '../state/index.ts';
import { baseStyles, colourOfLabel } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { drawPixels } from './draw-pixels-directive.ts';
import { renderGlyph } from './glyph-icon.ts';
import { PanelElement } from './panel-element.ts';
import { sendEvent } from './send-command.ts';

/**
 * The images that are picked out on the map, taken together; a hint unless there are two or more.
 *
 * @fires map-select - `{indices: []}` when cleared
 * @csspart figures @csspart mix @csspart images
 */
@defineElement('ae-selection-panel')
export class AeSelectionPanel extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .panel {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 6px 20px;
        margin-top: 10px;
        min-height: 124px;
        padding-top: 10px;
        border-top: 1px solid var(--_line);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 12px;
        align-items: center;
      }
      .bar {
        display: block;
        width: 100%;
        height: 8px;
        margin: 8px 0 6px;
        overflow: hidden;
        border-radius: 4px;
        background: var(--_line);
      }
      .names {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 12px;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 12px;
      }
      .names li {
        display: flex;
        gap: 5px;
        align-items: center;
      }
      .images {
        display: grid;
        grid-template-columns: repeat(3, 64px);
        gap: 8px;
      }
      figure {
        margin: 0;
      }
      figcaption {
        margin-top: 3px;
        color: var(--_muted);
        font-size: 11px;
      }
      .placeholder {
        aspect-ratio: 1;
        border: 1px dashed var(--_line);
        border-radius: 3px;
      }
      @container (max-width: 480px) {
        .panel {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) summary: SelectionSummary | undefined;
  /** What the model makes of the mean latent vector. */
  @property({ attribute: false }) centroidImage: Uint8Array | undefined;
  @property({ attribute: false }) imageShape: ImageShape = [28, 28, 1];

  override render() {
    const { summary } = this;
    if (!summary) return this.renderHint();
    const { count, total, rmse, classes } = summary;
    return html`<section class="panel" aria-label="Selected images">
      <div>
        <div class="head" part="figures">
          <h3>${formatCount(count)} of ${formatCount(total)} images selected</h3>
          ${rmse === undefined ? nothing : html`<span class="muted data">mean RMSE ${formatRmse(rmse)}</span>`}
          <button class="small plain" @click=${() => sendEvent(this, 'map-select', { indices: [] })}>
            Clear
          </button>
        </div>
        ${classes.length > 0 ? this.renderMix(summary) : nothing}
      </div>
      <div class="images" part="images">
        ${this.renderImage('mean', summary.mean)} ${this.renderImage('spread', summary.spread)}
        ${this.renderImage('centroid', this.centroidImage, 'decoded mean of the latent vectors')}
      </div>
    </section>`;
  }

  /** As high as a filled panel, so that the map keeps its place when something is selected. */
  private renderHint() {
    return html`<section class="panel" aria-label="Selected images">
      <div>
        <div class="head"><h3>Selection</h3></div>
        <p class="muted data">
          Draw a lasso or a rectangle on the map, take a class from its legend, or a range of errors where
          colour is error: what the images have in common appears here.
        </p>
      </div>
      <div class="images" aria-hidden="true">
        ${['mean', 'spread', 'centroid'].map((caption) => this.renderImage(caption, undefined))}
      </div>
    </section>`;
  }

  private renderMix({ classes, count }: SelectionSummary) {
    // Attributes, not styles: a page's policy may forbid those.
    let start = 0;
    const parts = classes.map(({ label, count: own }) => {
      const part = svg`<rect x=${start} y="0" width=${own} height="1" fill=${colourOfLabel(label)}></rect>`;
      start += own;
      return part;
    });
    return html`<svg
        class="bar"
        part="mix"
        viewBox="0 0 ${count} 1"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        ${parts}
      </svg>
      <ul class="names">
        ${classes.map(
          ({ label, name, count: own }) =>
            html`<li>
              ${renderGlyph(label)}<span>${name}</span>
              <span class="muted data">${formatCount(own)}, ${formatShare(own / count)}</span>
            </li>`,
        )}
      </ul>`;
  }

  private renderImage(
    caption: string,
    image: Uint8Array | undefined,
    name = `${caption} of the selected images`,
  ) {
    return html`<figure>
      ${
        image
          ? html`<canvas
              class="pixels"
              role="img"
              aria-label=${name}
              title=${name}
              ${drawPixels(image, this.imageShape)}
            ></canvas>`
          : html`<div class="placeholder"></div>`
      }
      <figcaption>${caption}</figcaption>
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-selection-panel': AeSelectionPanel;
  }
}

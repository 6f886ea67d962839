import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import { formatCount, formatRmse, formatShare, type ImageShape } from '../charts/index.ts';
import type { SelectionSummary } from '../state/index.ts';
import { baseStyles, colourOfLabel } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { drawPixels } from './draw-pixels-directive.ts';
import { renderGlyph } from './glyph-icon.ts';
import { PanelElement } from './panel-element.ts';
import { sendEvent } from './send-command.ts';

/**
 * The images that are picked out on the map, taken together; nothing unless there are two or more.
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
        display: flex;
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
    if (!summary) return nothing;
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

  private renderMix({ classes, count }: SelectionSummary) {
    return html`<div class="bar" part="mix" aria-hidden="true">
        ${classes.map(
          (entry) =>
            html`<span
              style=${styleMap({
                width: `${(100 * entry.count) / count}%`,
                background: colourOfLabel(entry.label),
              })}
            ></span>`,
        )}
      </div>
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

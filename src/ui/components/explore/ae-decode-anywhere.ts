import { css, html, nothing } from 'lit';
import { farLimit, nearLimit } from '../../state/index.ts';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import '../ae-image-strip.ts';
import { ExplorePanel } from './explore-panel.ts';
import { gatherRows } from './gather-rows.ts';

/**
 * The digit under the pointer, wherever that is on the map, and how far from data it lies.
 *
 * @csspart picture @csspart farness @csspart sources
 */
@defineElement('ae-decode-anywhere')
export class AeDecodeAnywhere extends ExplorePanel {
  static override styles = [
    ...ExplorePanel.styles,
    css`
      meter {
        width: min(100%, 220px);
        height: 12px;
      }
      ae-image-strip {
        max-width: 380px;
      }
      /* Room for what comes at the first move: else the map would shrink under the pointer. */
      .stack {
        min-height: 148px;
      }
    `,
  ];

  override render() {
    const { decoding, map } = this.explorer ?? {};
    const place = decoding?.place;
    const shape = map?.imageShape ?? [28, 28, 1];
    const rows = place?.nearest.map(({ row }) => row) ?? [];
    return html`<div class="panel">
      <figure class="picture" part="picture">
        ${
          place?.image
            ? html`<canvas
                class="pixels"
                role="img"
                aria-label="decoded image"
                ${drawPixels(place.image, shape)}
              ></canvas>`
            : html`<div class="placeholder"></div>`
        }
        <figcaption>decoded${decoding?.held ? ', held' : ''}</figcaption>
      </figure>
      <div class="stack">
        <p class="muted">
          Point anywhere on the map, at empty places too: the decoder makes an image of a mixture of the
          ${rows.length || 8} nearest latent vectors, each weighted by the inverse square of its distance on
          the map. Click or Enter holds it.
        </p>
        ${
          place
            ? html`<p class="row" part="farness">
                  <meter
                    aria-label="Distance to the nearest image"
                    min="0"
                    max=${2 * farLimit}
                    low=${nearLimit}
                    high=${farLimit}
                    optimum="0"
                    .value=${place.farness}
                  ></meter>
                  <span>${describeFarness(place.farness)}</span>
                </p>
                <ae-image-strip
                  part="sources"
                  single-row
                  .images=${map && gatherRows(map, rows)}
                  .imageShape=${shape}
                  .names=${rows.map((row) => `image ${map?.indices[row]}, one of the nearest`)}
                ></ae-image-strip>`
            : nothing
        }
      </div>
    </div>`;
  }
}

/** Distances are in those from a point of the map to its nearest other, as is usual. */
function describeFarness(farness: number): string {
  const figure = farness < 10 ? farness.toFixed(1) : Math.round(farness);
  const distance = `${figure} × the usual distance between neighbours`;
  if (farness <= nearLimit) return `Among the data: ${distance}`;
  return farness <= farLimit ? `Beside the data: ${distance}` : `Far from any data, a guess: ${distance}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-decode-anywhere': AeDecodeAnywhere;
  }
}

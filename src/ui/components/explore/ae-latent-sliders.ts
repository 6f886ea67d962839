import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import { ExplorePanel } from './explore-panel.ts';
import { gatherRows } from './gather-rows.ts';

const fewDimensions = 8;

/**
 * A slider for each latent dimension of the pinned image, the one that varies most first, and what comes of moving it.
 *
 * @csspart pictures @csspart sliders
 */
@defineElement('ae-latent-sliders')
export class AeLatentSliders extends ExplorePanel {
  static override styles = [
    ...ExplorePanel.styles,
    css`
      .pictures {
        display: flex;
        gap: 8px;
      }
      .sliders {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(210px, 1fr));
        gap: 0 20px;
        max-height: 260px;
        overflow: auto;
      }
      label {
        display: grid;
        grid-template-columns: 22px minmax(0, 1fr) 44px;
        gap: 6px;
        align-items: center;
      }
      label span:last-child {
        text-align: right;
      }
      .moved {
        color: var(--_accent);
      }
    `,
  ];

  @state() private showsAll = false;

  override render() {
    const { sliders, map } = this.explorer ?? {};
    const row = map && sliders?.index !== undefined ? map.indices.indexOf(sliders.index) : -1;
    if (!map || !sliders || row < 0) {
      return html`<p class="muted data">
        Pin an image on the map, by a click or Enter: its latent vector can then be moved, one dimension at a
        time.
      </p>`;
    }
    const { dimensions, own, moved } = sliders;
    const isMoved = moved.some((value, i) => value !== own[i]);
    const shown = this.showsAll ? dimensions : dimensions.slice(0, fewDimensions);
    return html`<div class="panel">
      <div class="stack">
        <div class="pictures" part="pictures">
          ${this.renderImage('image', gatherRows(map, [row]))} ${this.renderImage('decoded', sliders.image)}
        </div>
        <div class="row">
          <button class="small" ?disabled=${!isMoved} @click=${() => sliders.reset()}>Reset</button>
          ${
            dimensions.length > fewDimensions
              ? html`<button
                  class="small"
                  aria-pressed=${this.showsAll}
                  @click=${() => (this.showsAll = !this.showsAll)}
                >
                  All ${dimensions.length}
                </button>`
              : nothing
          }
        </div>
      </div>
      <div class="stack">
        <p class="muted">
          Latent dimensions of image ${sliders.index}, the one that varies most over the map's images first;
          each slider spans the values found there.
        </p>
        <div class="sliders" part="sliders">
          ${shown.map(({ dimension, min, max, variance }) => {
            const value = moved[dimension];
            return html`<label title="variance ${variance.toPrecision(3)}">
              <span class="muted">${dimension + 1}</span>
              <input
                type="range"
                step="any"
                min=${Math.min(min, own[dimension])}
                max=${Math.max(max, own[dimension])}
                aria-label="Latent dimension ${dimension + 1}"
                .value=${String(value)}
                @input=${(event: Event) =>
                  sliders.move(dimension, (event.target as HTMLInputElement).valueAsNumber)}
              />
              <span class=${value === own[dimension] ? '' : 'moved'}>${formatLatent(value)}</span>
            </label>`;
          })}
        </div>
      </div>
    </div>`;
  }

  private renderImage(caption: string, image: Uint8Array | undefined) {
    return html`<figure class="picture">
      ${
        image
          ? html`<canvas
              class="pixels"
              role="img"
              aria-label=${caption}
              ${drawPixels(image, this.explorer!.map!.imageShape)}
            ></canvas>`
          : html`<div class="placeholder"></div>`
      }
      <figcaption>${caption}</figcaption>
    </figure>`;
  }
}

function formatLatent(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-latent-sliders': AeLatentSliders;
  }
}

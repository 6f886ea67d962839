import { css, html, nothing } from 'lit';
import { walkStops } from '../../state/index.ts';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import '../ae-image-strip.ts';
import { ExplorePanel } from './explore-panel.ts';
import { gatherRows } from './gather-rows.ts';

/**
 * A straight line between two images in latent space: a strip of what lies on it, and a slider to go along.
 *
 * @csspart strip @csspart slider @csspart picture
 */
@defineElement('ae-latent-walk')
export class AeLatentWalk extends ExplorePanel {
  static override styles = [
    ...ExplorePanel.styles,
    css`
      .pixels.small-picture {
        width: 44px;
      }
    `,
  ];

  override render() {
    const { walk, map } = this.explorer ?? {};
    const shape = map?.imageShape ?? [28, 28, 1];
    const position = Math.round((walk?.share ?? 0) * (walkStops - 1));
    return html`<div class="panel">
      <figure class="picture" part="picture">
        ${
          walk?.image
            ? html`<canvas
                class="pixels"
                role="img"
                aria-label="decoded image on the way"
                ${drawPixels(walk.image, shape)}
              ></canvas>`
            : html`<div class="placeholder"></div>`
        }
        <figcaption>
          ${walk?.image ? `${Math.round(walk.share * 100)} % of the way` : 'on the way'}
        </figcaption>
      </figure>
      <div class="stack">
        <p class="muted" role="status">${this.describeState()}</p>
        ${
          walk?.strip
            ? html`<ae-image-strip
                  part="strip"
                  single-row
                  choosable
                  .images=${walk.strip}
                  .imageShape=${shape}
                  .current=${position}
                  .names=${Array.from({ length: walkStops }, (_, stop) => `${(100 * stop) / (walkStops - 1)} % of the way`)}
                  @strip-pick=${this.pick}
                ></ae-image-strip>
                <input
                  part="slider"
                  type="range"
                  min="0"
                  max="1"
                  step="0.01"
                  aria-label="Way from the first image to the second"
                  .value=${String(walk.share)}
                  @input=${(event: Event) => walk.goTo((event.target as HTMLInputElement).valueAsNumber)}
                />`
            : nothing
        }
        <div class="row">
          ${this.renderEnd('from', walk?.from)} ${this.renderEnd('to', walk?.to)}
          <button class="small" ?disabled=${walk?.to === undefined} @click=${() => walk!.swap()}>
            Turn round
          </button>
          <button class="small" ?disabled=${walk?.from === undefined} @click=${() => walk!.clear()}>
            Clear
          </button>
        </div>
      </div>
    </div>`;
  }

  private renderEnd(name: string, index: number | undefined) {
    const { map } = this.explorer ?? {};
    const row = map && index !== undefined ? map.indices.indexOf(index) : -1;
    if (!map || row < 0) return nothing;
    const label = map.labels.length > 0 ? ` ${map.classNames[map.labels[row]]}` : '';
    return html`<figure class="row">
      <canvas
        class="pixels small-picture"
        role="img"
        aria-label="${name} image ${index}"
        ${drawPixels(gatherRows(map, [row]), map.imageShape)}
      ></canvas>
      <figcaption>${name}${label}, image ${index}</figcaption>
    </figure>`;
  }

  private describeState(): string {
    const { walk } = this.explorer ?? {};
    if (walk?.from === undefined)
      return 'Choose the first image on the map: click it, or go there by keys and press Enter.';
    if (walk.to === undefined) return 'Now choose the second image.';
    return 'Each image is decoded from a latent vector on the straight line between the two; the line on the map shows where such vectors lie.';
  }

  private pick(event: CustomEvent<{ position: number }>): void {
    event.stopPropagation();
    this.explorer?.walk.goTo(event.detail.position / (walkStops - 1));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-latent-walk': AeLatentWalk;
  }
}

import { css, html, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { ImageShape } from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { drawPixels } from './draw-pixels-directive.ts';
import { PanelElement } from './panel-element.ts';
import { sendEvent } from './send-command.ts';

/**
 * Images in a row, as many beside each other as there is room for: a walk through latent space, neighbours, samples.
 *
 * @fires strip-pick - `{position}` of the image that was chosen, where `choosable`
 * @csspart list @csspart image
 */
@defineElement('ae-image-strip')
export class AeImageStrip extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(var(--strip-size, 40px), 1fr));
        gap: 5px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      :host([single-row]) ol {
        grid-template-columns: none;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
      }
      li {
        min-width: 0;
        color: var(--_muted);
        font-size: 11px;
        text-align: center;
      }
      button {
        display: block;
        width: 100%;
        min-height: 0;
        padding: 0;
        border: 0;
      }
      .current .pixels {
        outline: 2px solid var(--_accent);
        outline-offset: 1px;
      }
    `,
  ];

  /** count × pixels, 0–255. */
  @property({ attribute: false }) images: Uint8Array | undefined;
  @property({ attribute: false }) imageShape: ImageShape = [28, 28, 1];
  /** What each image is, said to those who cannot see it. */
  @property({ attribute: false }) names: readonly string[] = [];
  /** A line under each image. */
  @property({ attribute: false }) captions: readonly string[] = [];
  /** Which image is marked. */
  @property({ type: Number }) current = -1;
  /** Images are buttons. */
  @property({ type: Boolean }) choosable = false;
  /** All in one row, however small they become. */
  @property({ type: Boolean, attribute: 'single-row', reflect: true }) singleRow = false;
  private slices: Uint8Array[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('images') && !changed.has('imageShape')) return;
    const pixels = this.imageShape[0] * this.imageShape[1] * this.imageShape[2];
    const { images } = this;
    this.slices = Array.from({ length: (images?.length ?? 0) / pixels }, (_, position) =>
      images!.subarray(position * pixels, (position + 1) * pixels),
    );
  }

  override render() {
    return html`<ol part="list">
      ${this.slices.map(
        (image, position) =>
          html`<li class=${position === this.current ? 'current' : ''}>
            ${this.renderImage(image, position)} ${this.captions[position] ?? nothing}
          </li>`,
      )}
    </ol>`;
  }

  private renderImage(image: Uint8Array, position: number) {
    const name = this.names[position] ?? `image ${position + 1}`;
    const canvas = html`<canvas
      class="pixels"
      part="image"
      role="img"
      aria-label=${name}
      title=${name}
      ${drawPixels(image, this.imageShape)}
    ></canvas>`;
    if (!this.choosable) return canvas;
    return html`<button
      aria-current=${position === this.current ? 'true' : nothing}
      @click=${() => sendEvent(this, 'strip-pick', { position })}
    >
      ${canvas}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-image-strip': AeImageStrip;
  }
}

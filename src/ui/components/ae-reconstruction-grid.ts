import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount, formatRmse, type ImageShape } from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import type { Evaluation, Reconstructions } from '../../workers/index.ts';
import { defineElement } from './define-element.ts';
import { drawPixels } from './draw-pixels-directive.ts';
import { sendCommand } from './send-command.ts';
import { PanelElement } from './panel-element.ts';

const counts = [3, 8, 16, 32] as const;

/**
 * Originals over reconstructions over error maps, a column for each pair, and the figures of the whole split.
 *
 * @fires ae-command - `reconstruct` with `{count}`, `refresh`
 * @csspart title @csspart figures @csspart grid
 */
@defineElement('ae-reconstruction-grid')
export class AeReconstructionGrid extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .layout {
        display: grid;
        grid-template-columns: 190px minmax(0, 1fr);
        gap: 12px 24px;
      }
      .figures {
        margin-top: 6px;
        color: var(--_muted);
        min-height: 54px;
      }
      .tools {
        display: flex;
        gap: 8px;
        align-items: center;
        margin-top: 8px;
        font-size: 12px;
      }
      .grid {
        display: grid;
        grid-template-columns: 92px minmax(0, 1fr);
        gap: 5px;
      }
      .pairs {
        display: grid;
        grid-template-columns: repeat(auto-fill, 46px);
        gap: 5px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .names,
      .pair {
        align-content: start;
        display: grid;
        grid-template-rows: 46px 46px 46px 16px;
        gap: 5px;
        align-items: center;
        color: var(--_muted);
        font-size: 12px;
      }
      .with-pca :is(.names, .pair) {
        grid-template-rows: repeat(4, 46px) 32px;
      }
      .names {
        padding-right: 6px;
      }
      .pair {
        font-size: 11px;
        text-align: center;
        min-width: 0;
      }
      .empty {
        width: 46px;
        height: 46px;
        border: 1px dashed var(--_line);
        border-radius: 3px;
      }
      @container (max-width: 620px) {
        .layout {
          grid-template-columns: minmax(0, 1fr);
        }
        .figures {
          min-height: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) reconstructions: Reconstructions | undefined;
  @property({ attribute: false }) imageShape: ImageShape = [28, 28, 1];
  @property({ attribute: false }) evaluation: Evaluation | undefined;
  @property({ type: Number }) pcaRmse: number | undefined;
  @property({ type: Number }) count = 3;
  /** Rows of a table, standardised, in place of images. */
  @property({ type: Boolean }) isTable = false;

  override render() {
    const { reconstructions } = this;
    return html`<div class="layout">
      <div>
        <h2 part="title">Reconstructions, ${reconstructions?.split ?? 'test'} split</h2>
        <p class="figures data" part="figures">${this.describeFigures()}</p>
        <div class="tools">
          <select
            aria-label="Number of ${this.unit}"
            .value=${String(this.count)}
            @change=${(event: Event) =>
              sendCommand(this, 'reconstruct', { count: Number((event.target as HTMLSelectElement).value) })}
          >
            ${counts.map(
              (count) =>
                html`<option value=${count} ?selected=${count === this.count}>${count} ${this.unit}</option>`,
            )}
          </select>
          <button class="small" ?disabled=${!reconstructions} @click=${() => sendCommand(this, 'refresh')}>
            Refresh
          </button>
        </div>
      </div>
      <div class="grid ${reconstructions?.pca ? 'with-pca' : ''}" part="grid">
        <div class="names" aria-hidden="true">
          <span>original</span><span>reconstruction</span>
          ${reconstructions?.pca ? html`<span>PCA, as many numbers</span>` : nothing}
          <span>error</span><span>RMSE${reconstructions?.pca ? html`<br />of PCA` : nothing}</span>
        </div>
        <ol class="pairs">
          ${reconstructions ? this.renderPairs(reconstructions) : this.renderPlaceholders()}
        </ol>
      </div>
    </div>`;
  }

  private renderPairs({ indices, labels, images, reconstructions, rmse, pca }: Reconstructions) {
    const pixels = this.imageShape[0] * this.imageShape[1] * this.imageShape[2];
    return Array.from(indices, (index, at) => {
      const original = images.subarray(at * pixels, (at + 1) * pixels);
      const reconstruction = reconstructions.subarray(at * pixels, (at + 1) * pixels);
      const name = `image ${formatCount(index)}${labels.length > 0 ? `, label ${labels[at]}` : ''}`;
      return html`<li class="pair">
        <canvas
          class="pixels"
          role="img"
          aria-label="${name}, original"
          title=${name}
          ${drawPixels(original, this.imageShape)}
        ></canvas>
        <canvas
          class="pixels"
          role="img"
          aria-label="reconstruction"
          ${drawPixels(reconstruction, this.imageShape)}
        ></canvas>
        ${pca ? html`<canvas class="pixels" role="img" aria-label="by PCA" ${drawPixels(pca.reconstructions.subarray(at * pixels, (at + 1) * pixels), this.imageShape)}></canvas>` : nothing}
        <canvas
          class="pixels"
          role="img"
          aria-label="error map"
          ${drawPixels(original, this.imageShape, reconstruction)}
        ></canvas>
        <span>${rmse[at].toFixed(3)}${pca ? html`<br />${pca.rmse[at].toFixed(3)}` : nothing}</span>
      </li>`;
    });
  }

  private renderPlaceholders() {
    return Array.from(
      { length: this.count },
      () =>
        html`<li class="pair" aria-hidden="true">
          <div class="empty"></div>
          <div class="empty"></div>
          <div class="empty"></div>
          <span></span>
        </li>`,
    );
  }

  private get unit(): string {
    return this.isTable ? 'rows' : 'images';
  }

  private describeFigures() {
    const { evaluation, pcaRmse, reconstructions } = this;
    if (!evaluation) {
      return reconstructions
        ? 'The figures of the whole split follow when training rests.'
        : `Test ${this.unit} appear here once the model is built.`;
    }
    // Deviations have no largest value that a peak signal could be.
    const psnr = this.isTable ? '' : `, PSNR ${evaluation.psnr.toFixed(1)} dB`;
    const pca = pcaRmse === undefined ? '' : ` PCA of the same size: ${formatRmse(pcaRmse)}.`;
    return `RMSE ${formatRmse(evaluation.rmse)}, MSE ${evaluation.mse.toFixed(5)}${psnr} over ${formatCount(evaluation.count)} ${this.unit}.${pca}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-reconstruction-grid': AeReconstructionGrid;
  }
}

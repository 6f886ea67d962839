import { css, html, nothing } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  createLossChart,
  describeLossPoint,
  formatRmse,
  listParts,
  type LossChart,
  type LossPoint,
} from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { PanelElement } from './panel-element.ts';

const height = 176;

/**
 * Train and validation RMSE by epoch, with PCA's error as the line to beat. A hidden range input reads single epochs
 * by keyboard. Where the loss has parts, each stands under it in a small chart of its own.
 *
 * @csspart title @csspart chart @csspart reading
 */
@defineElement('ae-loss-chart')
export class AeLossChart extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .head {
        display: flex;
        justify-content: space-between;
        align-items: center;
        min-height: 28px;
      }
      .reading {
        display: flex;
        gap: 12px;
        min-height: 18px;
        color: var(--_muted);
        font-size: 11px;
        white-space: nowrap;
      }
      .chart {
        position: relative;
        height: 176px;
        border-radius: 3px;
      }
      .chart:focus-within {
        outline: 2px solid var(--_accent);
        outline-offset: 2px;
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
        overflow: visible;
        touch-action: pan-y;
      }
      text {
        fill: var(--_muted);
        font-size: 11px;
      }
      .grid line {
        stroke: var(--_line);
      }
      .pca line {
        stroke: var(--_muted);
        stroke-dasharray: 1.5 3;
        stroke-width: 1.25;
      }
      .rule line {
        stroke: var(--_line-strong);
      }
      .curve path {
        fill: none;
        stroke-linejoin: round;
      }
      .curve.train path {
        stroke: var(--_muted);
        stroke-width: 1.25;
      }
      .curve.train circle {
        fill: var(--_muted);
      }
      .curve.validation path {
        stroke: var(--_accent);
        stroke-width: 2;
      }
      .curve.validation circle,
      text.validation {
        fill: var(--_accent);
      }
    `,
  ];

  @property({ attribute: false }) history: readonly LossPoint[] = [];
  /** PCA's test RMSE, drawn dotted. */
  @property({ type: Number }) pcaRmse: number | undefined;
  @property({ type: Number }) pcaComponents = 0;
  /** Planned epochs: the end of the axis. */
  @property({ type: Number }) epochs = 0;
  @state() private scale: 'linear' | 'log' = 'linear';
  @state() private readEpoch: number | undefined;
  @state() private width = 0;
  @query('svg') private svg!: SVGSVGElement;
  private chart: LossChart | undefined;
  private readonly observer = new ResizeObserver(
    ([{ contentRect }]) => (this.width = Math.round(contentRect.width)),
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    this.chart?.destroy();
    this.chart = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    this.observer.observe(this.svg.parentElement!);
    this.requestUpdate();
  }

  override firstUpdated(): void {
    this.observer.observe(this.svg.parentElement!);
  }

  override render() {
    const { history } = this;
    const other = this.scale === 'linear' ? 'log' : 'linear';
    const read = history.find(({ epoch }) => epoch === this.readEpoch);
    const shown = read ?? history.at(-1);
    const hasParts = listParts(history).length > 0;
    // Most losses have none, so their charts are fetched when the first come.
    if (hasParts) void import('./ae-loss-parts.ts');
    return html`<div class="head">
        <h2 part="title">${hasParts ? 'Error (RMSE)' : 'Loss (RMSE)'}</h2>
        <button
          class="small plain muted"
          aria-label="Vertical scale: ${this.scale}; change to ${other}"
          @click=${() => (this.scale = other)}
        >
          ${this.scale}
        </button>
      </div>
      <div class="reading" part="reading">
        ${
          shown
            ? html`<span>epoch ${shown.epoch}</span><span>train ${formatRmse(shown.trainRmse)}</span
                ><span>validation ${formatRmse(shown.validationRmse)}</span>`
            : 'The curves begin after one epoch'
        }
      </div>
      <div class="chart" part="chart">
        <svg aria-hidden="true"></svg>
        <input
          class="visually-hidden"
          type="range"
          min=${history[0]?.epoch ?? 0}
          max=${history.at(-1)?.epoch ?? 0}
          .value=${String(shown?.epoch ?? 0)}
          ?disabled=${history.length === 0}
          aria-label="Loss curves: read epoch"
          aria-valuetext=${(shown ? describeLossPoint(shown) : 'no epoch yet') + this.describePca()}
          @input=${(event: Event) => (this.readEpoch = (event.target as HTMLInputElement).valueAsNumber)}
          @blur=${() => (this.readEpoch = undefined)}
        />
      </div>
      ${
        hasParts
          ? html`<ae-loss-parts
              .history=${history}
              .epoch=${this.readEpoch}
              .epochs=${this.epochs}
            ></ae-loss-parts>`
          : nothing
      }`;
  }

  override updated(): void {
    if (this.width === 0) return;
    const { history, epochs, pcaRmse, pcaComponents, scale, width } = this;
    const data = {
      history,
      epochs,
      ...(pcaRmse !== undefined && { pca: { rmse: pcaRmse, components: pcaComponents } }),
      ...(this.readEpoch !== undefined && { reading: this.readEpoch }),
    };
    const onRead = (epoch: number | undefined) => (this.readEpoch = epoch);
    if (this.chart) this.chart.update(data, { width, height, scale, onRead });
    else this.chart = createLossChart(this.svg, data, { width, height, scale, onRead });
  }

  private describePca(): string {
    return this.pcaRmse === undefined
      ? ''
      : `; PCA with ${this.pcaComponents} components ${formatRmse(this.pcaRmse)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-loss-chart': AeLossChart;
  }
}

import { css, html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import type { SweepParameter, SweepRow } from '../../../workers/index.ts';
import { formatCount, formatRmse } from '../../charts/index.ts';
import { baseStyles } from '../../styles/index.ts';
import { defineElement } from '../define-element.ts';
import { PanelElement } from '../panel-element.ts';
import { sendEvent } from '../send-command.ts';
import './ae-curve-chart.ts';

const names: Readonly<Record<SweepParameter, string>> = {
  latentDim: 'latent',
  width: 'width',
  dropout: 'dropout',
  learningRate: 'rate',
  noise: 'noise',
  beta: 'β',
};
/** The box that a small curve is drawn in. */
const box = { width: 96, height: 44 };

/**
 * The trials of a sweep as they come in: a table, a small curve for each, and latent size against error with PCA under it.
 *
 * @fires ae-choose-trial - the index of the trial whose settings are wanted
 */
@defineElement('ae-sweep-results')
export class AeSweepResults extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
        gap: 20px 28px;
      }
      .columns > * {
        min-width: 0;
      }
      .scroll {
        max-height: 420px;
        overflow: auto;
      }
      h3 {
        margin-bottom: 6px;
      }
      * + h3 {
        margin-top: 16px;
      }
      .best :is(th, td) {
        color: var(--_accent);
        font-weight: 600;
      }
      .out :is(th, td) {
        color: var(--_muted);
      }
      .curves {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
        gap: 12px;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 11px;
      }
      .curves svg {
        display: block;
        width: 100%;
        height: 44px;
        border-bottom: 1px solid var(--_line);
        overflow: visible;
      }
      .curves li {
        color: var(--_muted);
      }
      polyline {
        fill: none;
        stroke: var(--_muted);
        stroke-width: 1.5;
        vector-effect: non-scaling-stroke;
      }
      circle {
        fill: var(--_muted);
      }
      .best polyline {
        stroke: var(--_accent);
      }
      .best circle {
        fill: var(--_accent);
      }
      .key {
        color: var(--_accent);
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly SweepRow[] = [];
  /** Index of the best; while trials are under way that of the best so far. */
  @property({ attribute: false }) best: number | undefined;
  /** RMSE of PCA with 1, 2 … components. */
  @property({ attribute: false }) pca: Float32Array | undefined;
  @property({ type: Boolean }) locked = false;

  private get parameters(): SweepParameter[] {
    return (Object.keys(names) as SweepParameter[]).filter(
      (name) => this.rows[0]?.values[name] !== undefined,
    );
  }

  override render() {
    if (this.rows.length === 0) return nothing;
    return html`<div class="columns">
      <div>
        <h3>Trials</h3>
        ${this.renderTable()}
      </div>
      <div>
        ${this.renderSizes()}
        <h3>${this.scoreName} by epoch, all to one scale</h3>
        <ol class="curves">
          ${this.rows.map((row) => this.renderCurve(row))}
        </ol>
      </div>
    </div>`;
  }

  /** What trials are compared by. */
  private get scoreName(): string {
    const parts = this.rows.find(({ history }) => history.length > 0)?.history[0].parts;
    if (parts?.kl) return 'Validation bound, nats,';
    return parts?.accuracy ? 'Share of mistakes on validation images' : 'Validation RMSE';
  }

  private renderTable() {
    const { parameters } = this;
    return html`<div class="scroll" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">trial</th>
            ${parameters.map((name) => html`<th scope="col">${names[name]}</th>`)}
            <th scope="col">parameters</th>
            <th scope="col">epochs</th>
            <th scope="col">train</th>
            <th scope="col">validation</th>
            <th scope="col">state</th>
            <th scope="col"><span class="visually-hidden">settings</span></th>
          </tr>
        </thead>
        <tbody>
          ${this.rows.map((row) => {
            const { index, values, history, status, message } = row;
            const isOut = status === 'given up' || status === 'failed';
            return html`<tr
              class=${index === this.best ? 'best' : isOut ? 'out' : ''}
              title=${message ?? nothing}
            >
              <th scope="row">${index + 1}</th>
              ${parameters.map((name) => html`<td>${values[name]}</td>`)}
              <td>${row.parameters > 0 ? formatCount(row.parameters) : '–'}</td>
              <td>${history.length}</td>
              <td>${formatRmse(history.at(-1)?.trainRmse)}</td>
              <td>${formatScore(row)}</td>
              <td>${index === this.best && status === 'finished' ? 'best' : status}</td>
              <td>
                <button
                  class="plain data"
                  ?disabled=${this.locked}
                  aria-label="Settings of trial ${index + 1}"
                  @click=${() => sendEvent(this, 'ae-choose-trial', { index })}
                >
                  Settings
                </button>
              </td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  private renderCurve(row: SweepRow) {
    const { parameters } = this;
    const scores = this.rows.flatMap((other) => scoresOf(other));
    const [low, high] = [Math.min(...scores), Math.max(...scores)];
    const epochs = Math.max(2, ...this.rows.map(({ history }) => history.length));
    const points = scoresOf(row).map((score, at) => ({
      x: (box.width * at) / (epochs - 1),
      y: 3 + ((box.height - 6) * (high - score)) / (high - low || 1),
    }));
    const last = points.at(-1);
    const name = parameters.map((key) => `${names[key]} ${row.values[key]}`).join(', ');
    return html`<li class=${row.index === this.best ? 'best' : ''}>
      <svg
        viewBox="0 0 ${box.width} ${box.height}"
        role="img"
        aria-label="Trial ${row.index + 1}, ${name}: ${formatScore(row)} after ${points.length} epochs"
      >
        <polyline points=${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}></polyline>
        ${last ? svg`<circle cx=${last.x.toFixed(1)} cy=${last.y.toFixed(1)} r="2.5"></circle>` : nothing}
      </svg>
      ${name}
    </li>`;
  }

  /** The best of each latent size, by RMSE, and PCA of that size. */
  private renderSizes() {
    const bySize = new Map<number, number>();
    for (const { values, history } of this.rows) {
      const rmse = history.at(-1)?.validationRmse;
      if (values.latentDim === undefined || rmse === undefined) continue;
      bySize.set(values.latentDim, Math.min(rmse, bySize.get(values.latentDim) ?? Infinity));
    }
    if (bySize.size < 2) return nothing;
    const points = [...bySize].sort(([a], [b]) => a - b);
    const pca = Array.from(this.pca ?? [], (rmse, at) => [at + 1, rmse] as const);
    const largest = Math.max(...this.rows.map(({ values }) => values.latentDim ?? 0));
    const highest = Math.max(...points.map(([, rmse]) => rmse), ...pca.map(([, rmse]) => rmse));
    const spoken = points.map(([size, rmse]) => `${size}: ${formatRmse(rmse)}`).join(', ');
    return html`<h3>Validation RMSE by latent size</h3>
      <ae-curve-chart
        .curves=${[
          { name: 'autoencoder', points },
          { name: 'pca', points: pca },
        ]}
        .xDomain=${[0, largest] as const}
        .yDomain=${[0, highest] as const}
        .xLabel=${'latent size'}
        .yLabel=${'RMSE'}
        label="RMSE by latent size: ${spoken}"
      ></ae-curve-chart>
      <p class="data muted">
        <span class="key">The best trial of each size</span>${
          this.pca ? html`; grey: PCA with as many components, fitted to the same images` : nothing
        }.
      </p>`;
  }
}

function scoresOf({ history }: SweepRow): number[] {
  return history.map(({ validationRmse, parts }) => {
    if (parts?.kl && parts.reconstruction) return parts.reconstruction.validation + parts.kl.validation;
    return parts?.accuracy ? 1 - parts.accuracy.validation : validationRmse;
  });
}

function formatScore({ score, history }: SweepRow): string {
  return history.at(-1)?.parts?.kl ? score!.toFixed(1) : formatRmse(score);
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-sweep-results': AeSweepResults;
  }
}

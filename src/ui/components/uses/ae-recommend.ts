import { css, html, nothing, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { RatingsReport, Recommendations } from '../../../workers/index.ts';
import { createDotPlot, formatCount, type DotPlot } from '../../charts/index.ts';
import { defineElement } from '../define-element.ts';
import { resolveColours } from '../resolve-colours.ts';
import { UsePanelElement } from './use-panel-element.ts';

const shownCount = 10;

/** What somebody would like, how well held-out ratings are foretold, and the items as the decoder sees them. */
@defineElement('ae-recommend')
export class AeRecommend extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      canvas.map {
        display: block;
        width: 100%;
        height: 240px;
        cursor: crosshair;
      }
    `,
  ];

  @state() private report: RatingsReport | undefined;
  @state() private reportedEpochs = 0;
  @state() private user = 0;
  @state() private recommendations: Recommendations | undefined;
  /** Item under the pointer. */
  @state() private marked = -1;
  @query('canvas.map') private canvas!: HTMLCanvasElement | null;
  private plot: DotPlot | undefined;
  private colourOf = new Uint8Array();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.plot?.destroy();
    this.plot = undefined;
  }

  override render() {
    return html`<div class="row">
        <button class="small" ?disabled=${this.isBusy} @click=${() => void this.judge()}>
          Foretell held-out ratings
        </button>
        ${this.renderJob()}
      </div>
      ${this.report ? this.renderReport(this.report) : nothing}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('summary') && !changed.has('info')) return;
    this.report = undefined;
    this.recommendations = undefined;
  }

  private renderReport(report: RatingsReport) {
    const { heldOut, autoencoderRmse, baselineRmse, noise, userNames, userCounts } = report;
    const row = (name: string, rmse: number) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${rmse.toFixed(4)}</td>
        <td>${noise === undefined ? '' : `${((rmse / noise - 1) * 100).toFixed(1)} %`}</td>
      </tr>`;
    return html`<div class="columns">
      <div>
        <h3>RMSE of ${formatCount(heldOut)} held-out ratings, ${this.describeModel(this.reportedEpochs)}</h3>
        <table>
          <thead>
            <tr>
              <th scope="col">guess</th>
              <th scope="col">RMSE</th>
              <th scope="col">${noise === undefined ? '' : 'above the noise'}</th>
            </tr>
          </thead>
          <tbody>
            ${row('autoencoder', autoencoderRmse)} ${row('mean + user + item', baselineRmse)}
            ${noise === undefined ? nothing : row('noise of the generated ratings', noise)}
          </tbody>
        </table>
      </div>
      <div>
        <h3>Recommended</h3>
        <label
          >for
          <select
            @change=${(event: Event) => void this.recommendTo(Number((event.target as HTMLSelectElement).value))}
          >
            ${Array.from({ length: Math.min(500, userNames.length) }, (_, user) => {
              const title = `${userNames[user]}, ${formatCount(userCounts[user])} ratings`;
              return html`<option value=${user} ?selected=${user === this.user}>${title}</option>`;
            })}
          </select></label
        >
        ${this.recommendations ? this.renderItems(report, this.recommendations) : nothing}
      </div>
      <div>
        <h3>Items by what the decoder says of them</h3>
        <canvas class="map" role="img" aria-label="Items in the plane"></canvas>
        <p class="data muted">
          ${
            this.marked < 0
              ? 'Point at an item to read its name.'
              : `${report.itemNames[this.marked]}, ${formatCount(report.itemCounts[this.marked])} ratings`
          }
        </p>
      </div>
    </div>`;
  }

  private renderItems({ itemNames }: RatingsReport, { best, liked }: Recommendations) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">not rated yet</th>
          <th scope="col">guess</th>
          <th scope="col">plain guess</th>
          <th scope="col">liked best</th>
          <th scope="col">rating</th>
        </tr>
      </thead>
      <tbody>
        ${best.map(
          ({ item, rating, baseline }, at) =>
            html`<tr>
              <th scope="row">${itemNames[item]}</th>
              <td>${rating.toFixed(2)}</td>
              <td>${baseline.toFixed(2)}</td>
              <td>${liked[at] ? itemNames[liked[at].item] : ''}</td>
              <td>${liked[at]?.rating.toFixed(2)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  override updated(): void {
    const { canvas, report } = this;
    if (!canvas || !report) {
      this.plot?.destroy();
      this.plot = undefined;
      return;
    }
    const [ink, accent] = resolveColours(this.renderRoot as ShadowRoot, ['var(--_text)', 'var(--_accent)']);
    const points = report.itemPoints;
    if (this.colourOf.length !== points.length / 2) this.colourOf = new Uint8Array(points.length / 2);
    const onHover = (item: number) => (this.marked = item);
    const data = { points, colourOf: this.colourOf, colours: [accent], marked: this.marked, ink, onHover };
    if (this.plot) this.plot.update(data);
    else this.plot = createDotPlot(canvas, data);
  }

  private async judge(): Promise<void> {
    const { epochs } = this;
    const report = await this.ask('judge-ratings', {});
    if (!report) return;
    this.report = report;
    this.reportedEpochs = epochs;
    await this.recommendTo(Math.min(this.user, report.userNames.length - 1));
  }

  private async recommendTo(user: number): Promise<void> {
    this.user = user;
    this.recommendations = (await this.ask('recommend', { user, count: shownCount })) ?? this.recommendations;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-recommend': AeRecommend;
  }
}

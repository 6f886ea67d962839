import { html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { FeatureKind, FeatureReport, FeatureResult } from '../../../workers/index.ts';
import { formatCount, formatShare } from '../../charts/index.ts';
import { defineElement } from '../define-element.ts';
import './ae-confusion-matrix.ts';
import { UsePanelElement } from './use-panel-element.ts';

const budgets = [100, 1000, 'all'] as const;
const featureNames: Record<FeatureKind, string> = { codes: 'codes', pca: 'PCA scores', pixels: 'pixels' };

/** How well simple classifiers do on frozen codes, and on PCA scores and pixels beside them. */
@defineElement('ae-probe-features')
export class AeProbeFeatures extends UsePanelElement {
  static override styles = UsePanelElement.useStyles;

  @state() private budget: (typeof budgets)[number] = 1000;
  /** Reports of the present model by number of labels. */
  @state() private reports: readonly (FeatureReport & { epochs: number })[] = [];

  override render() {
    const last = this.reports.at(-1);
    return html`<div class="row">
        <label
          >Labels
          <select @change=${this.chooseBudget}>
            ${budgets.map(
              (budget) =>
                html`<option value=${budget} ?selected=${budget === this.budget}>
                  ${budget === 'all' ? 'all training images' : formatCount(budget)}
                </option>`,
            )}
          </select></label
        >
        <button class="small" ?disabled=${this.isBusy} @click=${() => void this.probe(['codes'])}>
          Classify by codes
        </button>
        <button
          class="small"
          ?disabled=${this.isBusy}
          @click=${() => void this.probe(['codes', 'pca', 'pixels'])}
        >
          … and by PCA and pixels
        </button>
        ${this.renderJob()}
      </div>
      ${last ? this.renderReports(last) : nothing}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('summary') || changed.has('info')) this.reports = [];
  }

  private renderReports(last: FeatureReport) {
    return html`<div class="columns">
      <div>
        <h3>Accuracy on ${formatCount(last.testImages)} test images</h3>
        <div class="scroll" tabindex="0">
          <table>
            <thead>
              <tr>
                <th scope="col">features</th>
                <th scope="col">numbers</th>
                <th scope="col">labels</th>
                <th scope="col">epochs</th>
                <th scope="col">linear</th>
                <th scope="col">5 nearest</th>
                <th scope="col">labels spread</th>
                <th scope="col">time</th>
              </tr>
            </thead>
            <tbody>
              ${this.reports.flatMap(({ results, labels, epochs }) =>
                results.map(
                  ({ features, dimensions, linear, knn, spread, elapsedMs }) =>
                    html`<tr>
                      <th scope="row">${featureNames[features]}</th>
                      <td>${dimensions}</td>
                      <td>${formatCount(labels)}</td>
                      <td>${epochs}</td>
                      <td>${formatShare(linear)}</td>
                      <td>${formatShare(knn)}</td>
                      <td>${spread === undefined ? '' : formatShare(spread)}</td>
                      <td>${(elapsedMs / 1000).toFixed(1)} s</td>
                    </tr>`,
                ),
              )}
            </tbody>
          </table>
          <p class="data muted">
            Labels spread: softmax regression, after the few labels were passed on to 10,000 more training
            images from neighbour to neighbour.
          </p>
        </div>
      </div>
      ${last.results.map((result) => this.renderConfusion(result))}
    </div>`;
  }

  private renderConfusion({ confusion, features }: FeatureResult) {
    const title = `Softmax regression on ${featureNames[features]}: true class by what it said`;
    return html`<div>
      <h3>${title}</h3>
      <ae-confusion-matrix
        label=${title}
        .counts=${confusion}
        .classNames=${this.info!.classNames}
      ></ae-confusion-matrix>
    </div>`;
  }

  private chooseBudget(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.budget = value === 'all' ? value : (Number(value) as 100 | 1000);
  }

  private async probe(features: FeatureKind[]): Promise<void> {
    const { epochs, summary } = this;
    const report = await this.ask('probe-features', { labels: this.budget, features });
    if (report && summary === this.summary) this.reports = [...this.reports, { ...report, epochs }];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-probe-features': AeProbeFeatures;
  }
}

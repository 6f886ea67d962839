import { css, html, nothing, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { SweepForecast, SweepPlan, SweepReport, SweepRow } from '../../../workers/index.ts';
import { formatCount, formatRemaining, formatRmse } from '../../charts/index.ts';
import type { LabController } from '../../state/index.ts';
import { defineElement } from '../define-element.ts';
import { sendCommand } from '../send-command.ts';
import './ae-sweep-form.ts';
import './ae-sweep-results.ts';
import type { AeSweepForm } from './ae-sweep-form.ts';
import { UsePanelElement } from './use-panel-element.ts';

/** The last sweep of each laboratory: what took minutes outlives its tab. */
const reports = new WeakMap<LabController, SweepReport>();

/** Optional settings: a trial's own are put in the place of all of the present ones. */
const noSettings = { model: undefined, noise: undefined, beta: undefined, decay: undefined };

/** Trains many small models to find good settings: queue, table, curves, the best to go on with. */
@defineElement('ae-sweep')
export class AeSweep extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      ae-sweep-results {
        margin-top: 16px;
      }
      pre {
        max-width: 100%;
        margin: 6px 0 0;
        overflow-x: auto;
        font-size: 11px;
      }
    `,
  ];

  @state() private forecast: SweepForecast | undefined;
  @state() private rows: readonly SweepRow[] = [];
  @state() private report: SweepReport | undefined;
  /** Index of the trial whose settings are shown. */
  @state() private chosen: number | undefined;
  @query('ae-sweep-form') private form: AeSweepForm | undefined;
  /** Of the rows. */
  private swept: SweepPlan | undefined;
  private isSweeping = false;

  override render() {
    const isLocked = this.isSweeping && this.isBusy;
    return html`<ae-sweep-form
        .preset=${this.preset}
        ?locked=${isLocked}
        @ae-plan-change=${() => void this.foretell()}
      ></ae-sweep-form>
      <div class="row">
        <button class="small" ?disabled=${isLocked || !this.forecast} @click=${() => void this.sweep()}>
          Start the sweep
        </button>
        ${this.isSweeping ? this.renderJob() : this.renderForecast()}
      </div>
      ${this.renderResults()}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lab') && this.lab) this.show(reports.get(this.lab));
    if (changed.has('info') && changed.get('info') !== undefined) {
      this.show(undefined);
      if (this.lab) reports.delete(this.lab);
    }
  }

  /** Undefined while something that is written makes no sense. */
  private get plan(): SweepPlan | undefined {
    const wish = this.form?.wish;
    if (!wish || !this.lab) return undefined;
    const { preset, threads: _, ...base } = this.lab.settings;
    const { epochs, ...plan } = wish;
    return { ...plan, preset, base: { ...base, epochs } };
  }

  private renderForecast() {
    if (this.isBusy) return html`<span class="data muted">Measuring how long it will take…</span>`;
    if (!this.forecast) return html`<span class="data muted">Write down what to try.</span>`;
    const { trials, images, estimatedMs } = this.forecast;
    return html`<span class="data muted" role="status"
      >${formatCount(trials)} ${trials === 1 ? 'trial' : 'trials'} on ${formatCount(images)} images, about
      ${formatRemaining(estimatedMs)}.</span
    >`;
  }

  private renderResults() {
    const { rows, report } = this;
    if (rows.length === 0) return nothing;
    const best = report ? report.best?.index : bestSoFar(rows);
    const isLocked = this.isBusy || this.labState === 'training' || this.labState === 'loading';
    return html`<ae-sweep-results
        .rows=${rows}
        .best=${best}
        .pca=${report?.pca}
        ?locked=${this.isSweeping}
        @ae-choose-trial=${(event: CustomEvent<{ index: number }>) => (this.chosen = event.detail.index)}
      ></ae-sweep-results>
      ${this.renderChosen(isLocked)}
      ${
        report
          ? html`<div class="row">
              ${
                report.best
                  ? html`<button
                      class="small"
                      ?disabled=${isLocked}
                      title="Puts it in the place of the present model, to be looked at and trained on"
                      @click=${() => sendCommand(this, 'open', new File([report.best!.file.slice()], 'best.zip'))}
                    >
                      Take the best over into the laboratory
                    </button>`
                  : nothing
              }
              <p class="data muted">
                ${report.best ? `Test RMSE of the best: ${formatRmse(report.best.testRmse)}. ` : ''}Trained on
                ${formatCount(report.images)} images, judged on ${formatCount(report.validationImages)}
                validation images, in ${formatRemaining(report.elapsedMs)}.
              </p>
            </div>`
          : nothing
      }`;
  }

  /** All that makes a trial again, and a way to make it again here. */
  private renderChosen(isLocked: boolean) {
    const row = this.rows[this.chosen ?? -1];
    if (!row || !this.swept) return nothing;
    const { images, preset } = this.swept;
    return html`<div>
      <h3>Trial ${row.index + 1}</h3>
      <pre tabindex="0">${JSON.stringify({ preset, images, ...row.config })}</pre>
      <div class="row">
        <button
          class="small"
          ?disabled=${isLocked}
          title="Begins a new run with these settings, on all training images"
          @click=${() => sendCommand(this, 'settings', { ...noSettings, ...row.config, preset })}
        >
          Load into the laboratory
        </button>
      </div>
    </div>`;
  }

  private show(report: SweepReport | undefined): void {
    this.report = report;
    this.rows = report?.rows ?? [];
    this.swept = report?.plan;
    this.chosen = undefined;
  }

  private async foretell(): Promise<void> {
    const { plan } = this;
    if (this.isSweeping || !this.isConnected) return;
    this.forecast = undefined;
    if (!plan) return;
    this.forecast = await this.ask('forecast-sweep', plan);
  }

  private async sweep(): Promise<void> {
    const { plan, lab, info } = this;
    if (!plan || !lab) return;
    this.show(undefined);
    this.swept = plan;
    this.isSweeping = true;
    const report = await this.ask('sweep-parameters', plan, (row) => {
      const rows = [...this.rows];
      rows[row.index] = row;
      this.rows = rows;
    });
    this.isSweeping = false;
    this.requestUpdate();
    if (!report || info !== this.info) return;
    reports.set(lab, report);
    this.show(report);
  }
}

function bestSoFar(rows: readonly SweepRow[]): number | undefined {
  const judged = rows.filter(({ score, status }) => score !== undefined && status !== 'failed');
  return judged.toSorted((a, b) => a.score! - b.score!).at(0)?.index;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-sweep': AeSweep;
  }
}

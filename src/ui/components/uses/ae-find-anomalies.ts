import { css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { AnomalyReport, AnomalyScore, SplitName, StrangerKind } from '../../../workers/index.ts';
import { formatCount, formatShare } from '../../charts/index.ts';
import { downloadFile } from '../../state/index.ts';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import './ae-curve-chart.ts';
import { countByScore, measureThreshold } from './threshold.ts';
import { UsePanelElement } from './use-panel-element.ts';

const shownCount = 24;
const strangerCount = 1000;
const scoreNames: Record<AnomalyScore, string> = {
  both: 'error, and how rare code and error are together',
  error: 'reconstruction error, of the image’s energy',
  latent: 'latent distance (Mahalanobis)',
};
const strangerNames: Record<StrangerKind, string> = {
  letters: `${formatCount(strangerCount)} drawn letters`,
  shapes: `${formatCount(strangerCount)} drawn shapes`,
};

/** What does not look like the training images: the worst first, with a threshold and what it would find. */
@defineElement('ae-find-anomalies')
export class AeFindAnomalies extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      .worst {
        display: grid;
        grid-template-columns: repeat(auto-fill, 54px);
        gap: 8px 6px;
        margin: 0;
        padding: 0;
        list-style: none;
        color: var(--_muted);
        font-size: 11px;
        text-align: center;
      }
      fieldset label {
        display: inline-flex;
        align-items: center;
        gap: 4px;
      }
      .worst li {
        display: grid;
        align-content: start;
        gap: 3px;
        justify-items: center;
      }
      .anomaly {
        color: var(--_accent);
        font-weight: 600;
      }
      input[type='range'] {
        flex: 1 1 160px;
        accent-color: var(--_accent);
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 12px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      /* Out of the frame's line, where browsers put it, into that of the boxes. */
      legend {
        float: left;
        margin-right: 12px;
        padding: 0;
        font-size: 12px;
        line-height: 1.6;
      }
    `,
  ];

  /** Labels taken for normal. */
  @state() private normal = new Set<number>();
  @state() private score: AnomalyScore = 'both';
  @state() private split: SplitName = 'test';
  @state() private strangers: StrangerKind | '' = '';
  @state() private report: AnomalyReport | undefined;
  @state() private reportedEpochs = 0;
  /** How many of the ranked images are called anomalies. */
  @state() private flagged = 0;
  /** Positions in the training file that are to be left out. */
  @state() private suspects = new Set<number>();
  private excluded: number[] = [];
  private trainedOn: number[] = [];

  override render() {
    return html`${this.info?.hasLabels ? this.renderNormal() : nothing}
      <div class="row">
        <label
          >Score
          <select @change=${this.chooseScore}>
            ${(Object.keys(scoreNames) as AnomalyScore[]).map(
              (name) =>
                html`<option value=${name} ?selected=${name === this.score}>${scoreNames[name]}</option>`,
            )}
          </select></label
        >
        <label
          >Images
          <select @change=${this.chooseSplit}>
            ${(['test', 'validation', 'train'] as const).map(
              (name) => html`<option value=${name} ?selected=${name === this.split}>${name} split</option>`,
            )}
          </select></label
        >
        <label
          >and
          <select @change=${this.chooseStrangers}>
            <option value="">nothing else</option>
            ${(Object.keys(strangerNames) as StrangerKind[]).map(
              (name) =>
                html`<option value=${name} ?selected=${name === this.strangers}>
                  ${strangerNames[name]}
                </option>`,
            )}
          </select></label
        >
        <button class="small" ?disabled=${this.isBusy} @click=${() => void this.find()}>
          Find anomalies
        </button>
        ${this.renderJob()}
      </div>
      ${this.report ? this.renderReport(this.report) : nothing}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('summary') || changed.has('info')) this.report = undefined;
    if (changed.has('info') && this.info && this.normal.size === 0) {
      this.normal = new Set(this.info.classNames.keys());
      this.trainedOn = [...this.normal];
    }
  }

  private renderNormal() {
    const locked = this.labState === 'training' || this.labState === 'loading';
    const isSame =
      this.normal.size === this.trainedOn.length && this.trainedOn.every((label) => this.normal.has(label));
    return html`<div class="row">
      <fieldset>
        <legend class="muted">Normal</legend>
        ${this.info!.classNames.map(
          (name, label) =>
            html`<label
              ><input
                type="checkbox"
                .checked=${this.normal.has(label)}
                @change=${(event: Event) => this.toggleNormal(label, (event.target as HTMLInputElement).checked)}
              />
              ${name}</label
            >`,
        )}
      </fieldset>
      <button
        class="small"
        ?disabled=${locked || isSame || this.normal.size === 0}
        @click=${() => void this.trainOnNormal()}
      >
        Train on these only
      </button>
    </div>`;
  }

  private renderReport(report: AnomalyReport) {
    const { threshold, precision, recall, falsePositives } = measureThreshold(report, this.flagged);
    const { roc, scores } = report;
    const anomalies = report.isAnomaly.reduce((sum, value) => sum + value, 0);
    const toAxis = report.score === 'both' ? (score: number) => score : (score: number) => Math.log10(score);
    const { normal, anomalies: counted } = countByScore(report, toAxis);
    return html`<p class="data muted">
        ${formatCount(scores.length)} images of the ${report.split}
        split${this.strangers ? ' and drawn ones' : ''}, by
        ${this.describeModel(this.reportedEpochs)}${roc ? html`: area under the ROC curve <b>${roc.area.toFixed(4)}</b>, ${formatCount(anomalies)} known anomalies` : nothing}.
      </p>
      <div class="row">
        <label for="flagged">Flag the worst</label>
        <input
          id="flagged"
          type="range"
          min="1"
          max=${scores.length}
          .value=${String(this.flagged)}
          @input=${(event: Event) => (this.flagged = (event.target as HTMLInputElement).valueAsNumber)}
        />
        <span class="data">
          ${formatCount(this.flagged)}, score above
          ${threshold.toFixed(3)}${roc ? `: precision ${formatShare(precision)}, recall ${formatShare(recall)}, false alarms ${formatShare(falsePositives)}` : ''}
        </span>
        <button class="small" @click=${() => this.exportCsv(report)}>Export CSV</button>
        ${
          this.suspects.size > 0
            ? html`<button
                class="small"
                ?disabled=${this.labState === 'training'}
                @click=${() => void this.excludeSuspects()}
              >
                Leave out ${this.suspects.size} and carry on training
              </button>`
            : nothing
        }
      </div>
      <div class="columns">
        <div>
          <h3>Scores: ${roc ? 'known anomalies over normal images' : 'how many images have which'}</h3>
          <ae-curve-chart
            .curves=${[
              { name: 'anomalies', points: roc ? counted : normal },
              { name: 'normal', points: roc ? normal : [] },
            ]}
            .xLabel=${report.score === 'both' ? 'score' : 'log10 of the score'}
            .yLabel=${'images'}
            .mark=${[toAxis(threshold), 0] as const}
            label="How many images have which score"
          ></ae-curve-chart>
        </div>
        ${
          roc
            ? html`<div>
                <h3>Receiver operating characteristic</h3>
                <ae-curve-chart
                  .curves=${[{ name: 'roc', points: Array.from(roc.falsePositives, (x, at) => [x, roc.truePositives[at]] as const) }]}
                  .xLabel=${'false alarms'}
                  .yLabel=${'recall'}
                  .mark=${[falsePositives, recall] as const}
                  label="Area under the curve ${roc.area.toFixed(4)}"
                ></ae-curve-chart>
              </div>`
            : nothing
        }
      </div>
      <h3>The most unusual: image, reconstruction, error</h3>
      <ol class="worst">
        ${Array.from({ length: Math.min(shownCount, scores.length) }, (_, at) => this.renderWorst(report, at))}
      </ol>`;
  }

  private renderWorst(report: AnomalyReport, at: number) {
    const shape = this.info!.imageShape;
    const pixels = shape[0] * shape[1] * shape[2];
    const image = report.images.subarray(at * pixels, (at + 1) * pixels);
    const reconstruction = report.reconstructions.subarray(at * pixels, (at + 1) * pixels);
    const index = report.indices[at];
    const name = report.isStranger[at]
      ? 'drawn'
      : this.info!.hasLabels
        ? this.info!.classNames[report.labels[at]]
        : '';
    const canBeLeftOut = report.split !== 'test' && !report.isStranger[at];
    return html`<li>
      <canvas class="pixels" role="img" aria-label="image ${index}" ${drawPixels(image, shape)}></canvas>
      <canvas
        class="pixels"
        role="img"
        aria-label="reconstruction"
        ${drawPixels(reconstruction, shape)}
      ></canvas>
      <canvas
        class="pixels"
        role="img"
        aria-label="error map"
        ${drawPixels(image, shape, reconstruction)}
      ></canvas>
      <span class=${report.isAnomaly[at] ? 'anomaly' : ''}>${name} ${report.scores[at].toPrecision(3)}</span>
      ${
        canBeLeftOut
          ? html`<label
              ><input
                type="checkbox"
                aria-label="leave out image ${index}"
                .checked=${this.suspects.has(index)}
                @change=${() => this.toggleSuspect(index)}
              />
              out</label
            >`
          : nothing
      }
    </li>`;
  }

  private chooseScore(event: Event): void {
    this.score = (event.target as HTMLSelectElement).value as AnomalyScore;
  }

  private chooseSplit(event: Event): void {
    this.split = (event.target as HTMLSelectElement).value as SplitName;
  }

  private chooseStrangers(event: Event): void {
    this.strangers = (event.target as HTMLSelectElement).value as StrangerKind | '';
  }

  private toggleNormal(label: number, isNormal: boolean): void {
    const normal = new Set(this.normal);
    if (isNormal) normal.add(label);
    else normal.delete(label);
    this.normal = normal;
  }

  private toggleSuspect(index: number): void {
    const suspects = new Set(this.suspects);
    if (!suspects.delete(index)) suspects.add(index);
    this.suspects = suspects;
  }

  private get selection() {
    const allClasses = this.normal.size === this.info!.classNames.length || !this.info!.hasLabels;
    return {
      ...(!allClasses && { classes: [...this.normal].sort((a, b) => a - b) }),
      excluded: this.excluded,
    };
  }

  private async trainOnNormal(): Promise<void> {
    const normal = [...this.normal];
    await this.lab!.narrowData(this.selection)
      .then(
        () => {
          this.trainedOn = normal;
          return this.lab!.train();
        },
        () => undefined,
      )
      .catch(() => undefined);
  }

  private async excludeSuspects(): Promise<void> {
    const before = this.excluded;
    this.excluded = [...before, ...this.suspects];
    try {
      await this.lab!.narrowData(this.selection, true);
      this.suspects = new Set();
      await this.lab!.train();
    } catch {
      // The page's notices tell what was wrong; the data are what they were.
      if (this.suspects.size > 0) this.excluded = before;
    }
  }

  private async find(): Promise<void> {
    const { epochs, split, score, strangers } = this;
    const isSome = this.normal.size < (this.info?.classNames.length ?? 0);
    const report = await this.ask('find-anomalies', {
      split,
      score,
      normal: isSome ? [...this.normal] : [],
      ...(strangers && { strangers: { kind: strangers, count: strangerCount } }),
      shown: shownCount,
    });
    if (!report) return;
    const anomalies = report.isAnomaly.reduce((sum, value) => sum + value, 0);
    this.flagged = anomalies || Math.ceil(report.scores.length / 100);
    this.suspects = new Set();
    this.reportedEpochs = epochs;
    this.report = report;
  }

  private exportCsv({ indices, labels, scores, rmse, isStranger, isAnomaly }: AnomalyReport): void {
    const lines = Array.from(indices, (index, at) =>
      [
        at + 1,
        index,
        isStranger[at] ? 'drawn' : (this.info!.classNames[labels[at]] ?? ''),
        scores[at],
        rmse[at],
        isAnomaly[at],
      ].join(','),
    );
    const text = ['rank,index,label,score,rmse,known_anomaly', ...lines].join('\n');
    downloadFile(new TextEncoder().encode(`${text}\n`), 'anomalies.csv', 'text/csv');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-find-anomalies': AeFindAnomalies;
  }
}

import { css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { ClassifierReport } from '../../../workers/index.ts';
import { formatCount, formatShare } from '../../charts/index.ts';
import '../ae-image-strip.ts';
import { defineElement } from '../define-element.ts';
import { sendCommand, sendEvent } from '../send-command.ts';
import './ae-confusion-matrix.ts';
import { UsePanelElement } from './use-panel-element.ts';

const shownMistakes = 40;

/** How well the model's own classifier does: accuracy, which classes it confuses, and what it was surest and wrong of. */
@defineElement('ae-classify')
export class AeClassify extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      .accuracy strong {
        font-size: 18px;
        font-weight: 600;
      }
      ae-image-strip {
        --strip-size: 44px;
        margin-top: 8px;
      }
    `,
  ];

  @state() private report: (ClassifierReport & { epochs: number }) | undefined;

  override render() {
    return html`<div class="row">
        <button class="small" ?disabled=${this.isBusy} @click=${() => void this.judge()}>
          Classify the test images
        </button>
        <button
          class="small"
          ?disabled=${!this.report}
          title="Points in the colour of what the classifier says, mistakes ringed"
          @click=${() => sendCommand(this, 'map-colour', { colouring: 'prediction' })}
        >
          Colour the map by it
        </button>
        ${this.renderJob()}
      </div>
      <div role="status">${this.report ? this.renderAccuracy(this.report) : nothing}</div>
      ${this.report ? this.renderReport(this.report) : nothing}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('summary') || changed.has('info')) this.report = undefined;
  }

  private renderAccuracy({ accuracy, testImages, epochs }: ClassifierReport & { epochs: number }) {
    const wrong = Math.round((1 - accuracy) * testImages);
    return html`<p class="accuracy">
      <strong>${formatShare(accuracy, 2)}</strong> of ${formatCount(testImages)} test images named rightly,
      ${formatCount(wrong)} wrongly, by ${this.describeModel(epochs)}.
    </p>`;
  }

  private renderReport({ confusion, mistakes }: ClassifierReport) {
    const { classNames, imageShape } = this.info!;
    const name = (label: number) => classNames[label] ?? String(label);
    const said = (row: number) => `${name(mistakes.labels[row])} as ${name(mistakes.predictions[row])}`;
    const rows = [...mistakes.indices.keys()];
    const title = 'True class by what it said';
    return html`<div class="columns">
      <div>
        <h3>${title}</h3>
        <ae-confusion-matrix
          label=${title}
          .counts=${confusion}
          .classNames=${classNames}
        ></ae-confusion-matrix>
      </div>
      <div>
        <h3>Surest mistakes</h3>
        ${
          rows.length > 0
            ? html`<p class="data muted">
                  “4 as 9” is a 4 that it took for a 9, most sure first; choose one to pin it.
                </p>
                <ae-image-strip
                  choosable
                  .images=${mistakes.images}
                  .imageShape=${imageShape}
                  .captions=${rows.map(said)}
                  .names=${rows.map(
                    (row) =>
                      `${said(row)}, ${formatShare(mistakes.confidences[row])} sure, test image ${formatCount(mistakes.indices[row])}`,
                  )}
                  @strip-pick=${(event: CustomEvent<{ position: number }>) => {
                    event.stopPropagation();
                    sendEvent(this, 'map-pin', { index: mistakes.indices[event.detail.position] });
                  }}
                ></ae-image-strip>`
            : html`<p class="data muted">None.</p>`
        }
      </div>
    </div>`;
  }

  private async judge(): Promise<void> {
    const { epochs, summary } = this;
    const report = await this.ask('judge-classifier', { mistakes: shownMistakes });
    if (report && summary === this.summary) this.report = { ...report, epochs };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-classify': AeClassify;
  }
}

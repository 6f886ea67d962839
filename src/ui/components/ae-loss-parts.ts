import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { describePart, listParts, type LossPoint } from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { PanelElement } from './panel-element.ts';
import './uses/ae-curve-chart.ts';

/** What the parts mean, by the part that only such a model has. */
const explanations: Readonly<Record<string, string>> = {
  kl: 'A variational encoder answers with a small cloud for each image. Reconstruction is what is lost of the picture; KL divergence is the price for keeping all clouds within one round cloud, so that whatever is drawn from that decodes to a digit.',
  accuracy:
    'A classifier reads the same code as the decoder: accuracy is how often it is right, cross-entropy how much the true labels surprise it. Training makes a weighted sum smaller: rebuilding the image (generative) and naming it (discriminative).',
};

/**
 * The numbers that a loss is made of, or goes with, each in a small chart of its own scale: validation in the accent
 * colour, train muted.
 *
 * @csspart part @csspart explanation
 */
@defineElement('ae-loss-parts')
export class AeLossParts extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      figure {
        margin: 14px 0 0;
      }
      figcaption {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        color: var(--_muted);
        font-size: 11px;
        white-space: nowrap;
      }
      h3 {
        flex: 1;
      }
      .validation {
        color: var(--_accent);
      }
      ae-curve-chart {
        height: 104px;
      }
      p {
        margin-top: 12px;
        color: var(--_muted);
        font-size: 12px;
      }
    `,
  ];

  @property({ attribute: false }) history: readonly LossPoint[] = [];
  /** Epoch whose figures are shown; the last one where there is none such. */
  @property({ type: Number }) epoch: number | undefined;
  /** Last epoch of the axes. */
  @property({ type: Number }) epochs = 0;

  override render() {
    const names = listParts(this.history);
    const explained = names.find((name) => name in explanations);
    return html`${names.map((name) => this.renderPart(name))}
    ${explained ? html`<p part="explanation">${explanations[explained]}</p>` : nothing}`;
  }

  private renderPart(name: string) {
    const { title, unit, format } = describePart(name);
    const points = this.history.flatMap(({ epoch, parts }) =>
      parts?.[name] ? [{ epoch, ...parts[name] }] : [],
    );
    const drawn = points.filter(({ train, validation }) => Number.isFinite(train + validation));
    const shown = points.find(({ epoch }) => epoch === this.epoch) ?? points.at(-1);
    const curve = (key: 'validation' | 'train') => ({
      name: key,
      points: drawn.map((point) => [point.epoch, point[key]] as const),
    });
    return html`<figure part="part">
      <figcaption>
        <h3>${title}</h3>
        ${
          shown
            ? html`<span>train ${format(shown.train)}</span>
                <span class="validation">validation ${format(shown.validation)}</span>`
            : nothing
        }
      </figcaption>
      <ae-curve-chart
        .curves=${[curve('validation'), curve('train')]}
        .xDomain=${[1, Math.max(2, this.epochs, points.at(-1)?.epoch ?? 0)]}
        .xLabel=${'epoch'}
        .yLabel=${unit}
        label="${title} by epoch: train and validation"
        .mark=${shown && shown.epoch === this.epoch ? [shown.epoch, shown.validation] : undefined}
      ></ae-curve-chart>
    </figure>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-loss-parts': AeLossParts;
  }
}

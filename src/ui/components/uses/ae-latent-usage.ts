import { css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../../charts/index.ts';
import { baseStyles } from '../../styles/index.ts';
import { defineElement } from '../define-element.ts';
import { PanelElement } from '../panel-element.ts';
import { setStyles } from '../set-styles.ts';

/**
 * How much each latent number of a variational model tells, the most telling first, and a warning where some tell nothing.
 *
 * @csspart summary @csspart bars
 */
@defineElement('ae-latent-usage')
export class AeLatentUsage extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .bars {
        display: flex;
        align-items: flex-end;
        gap: 2px;
        max-width: 520px;
        height: 64px;
        margin-top: 8px;
        border-bottom: 1px solid var(--_line);
      }
      .bars div {
        flex: 1 1 0;
        max-width: 24px;
        height: calc(var(--share) * 100%);
        min-height: 1px;
        background: var(--_accent);
      }
      .bars .unused {
        height: 4px;
        background: var(--_warning);
      }
      .collapsed {
        color: var(--_warning);
      }
      p {
        max-width: 78ch;
        font-size: 12px;
      }
    `,
  ];

  /** Nats, by latent number. */
  @property({ attribute: false }) divergence: ArrayLike<number> = [];
  /** Below it a number is not in use. */
  @property({ type: Number }) limit = 0;

  override render() {
    const values = Array.from(this.divergence).sort((a, b) => b - a);
    const most = values[0] || 1;
    const total = values.reduce((sum, value) => sum + value, 0);
    const unused = values.filter((value) => value < this.limit).length;
    const count = values.length;
    return html`<div role="status" part="summary">
        ${
          unused > 0
            ? html`<p class="collapsed">
                Posterior collapse: ${formatCount(unused)} of ${formatCount(count)} latent numbers tell next
                to nothing (KL below ${this.limit} nats). The encoder answers with the whole cloud whatever
                the image, and the decoder has learned to do without them; a smaller β or a longer KL warm-up
                helps.
              </p>`
            : html`<p>All ${formatCount(count)} latent numbers are in use.</p>`
        }
      </div>
      <div
        class="bars"
        part="bars"
        role="img"
        aria-label="KL divergence of each latent number, sorted: from ${format(most)} to ${format(values.at(-1) ?? 0)} nats"
      >
        ${values.map(
          (value) =>
            html`<div
              class=${value < this.limit ? 'unused' : ''}
              ${setStyles({ '--share': String(value / most) })}
            ></div>`,
        )}
      </div>
      <p class="muted">
        KL divergence of each latent number, sorted: ${format(most)} to ${format(values.at(-1) ?? 0)} nats,
        ${total.toFixed(1)} in all.
      </p>`;
  }
}

function format(value: number): string {
  return value < 0.001 ? value.toExponential(0).replace('-', '−') : value.toPrecision(2);
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-latent-usage': AeLatentUsage;
  }
}

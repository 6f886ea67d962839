import { css, html } from 'lit';
import { property } from 'lit/decorators.js';
import { baseStyles } from '../../styles/index.ts';
import { defineElement } from '../define-element.ts';
import { PanelElement } from '../panel-element.ts';
import { setStyles } from '../set-styles.ts';

/**
 * How often images of each class were given which class: a row for each true class, shaded by its share of the row.
 *
 * @csspart table
 */
@defineElement('ae-confusion-matrix')
export class AeConfusionMatrix extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .scroll {
        overflow-x: auto;
      }
      :is(td, th) {
        padding: 2px 4px;
        text-align: right;
      }
      td {
        background: color-mix(in oklab, var(--_accent) calc(var(--share) * 60%), transparent);
      }
    `,
  ];

  /** classes × classes, row by row. */
  @property({ attribute: false }) counts: ArrayLike<number> = [];
  /** Of the classes, in their order; a class without a name shows its number. */
  @property({ attribute: false }) classNames: readonly string[] = [];
  /** What was classified by what, said to those who cannot see the heading. */
  @property() label = '';

  override render() {
    const classes = Math.sqrt(this.counts.length);
    const labels = Array.from({ length: classes }, (_, label) => label);
    const name = (label: number) => this.classNames[label] ?? String(label);
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${this.label || 'Confusion matrix'}>
      <table part="table">
        <thead>
          <tr>
            <th scope="col">true</th>
            ${labels.map((label) => html`<th scope="col">${name(label)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${labels.map((label) => {
            const row = labels.map((said) => this.counts[label * classes + said]);
            const total = row.reduce((sum, count) => sum + count, 0) || 1;
            return html`<tr>
              <th scope="row">${name(label)}</th>
              ${row.map(
                (count) => html`<td ${setStyles({ '--share': String(count / total) })}>${count || ''}</td>`,
              )}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-confusion-matrix': AeConfusionMatrix;
  }
}

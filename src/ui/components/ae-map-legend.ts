import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../charts/index.ts';
import { pointSizeLimits } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { renderGlyph } from './glyph-icon.ts';
import type { ColourScale, MistakeCount } from './map-colouring.ts';
import './ae-value-range.ts';
import { sendEvent } from './send-command.ts';

export interface LegendEntry {
  label: number;
  name: string;
  count: number;
}

/**
 * Classes with glyph, colour and count. The name shows one class alone, and all again; with Shift it adds the class's
 * images to the selection, as the square beside it does; the box hides a class. Where colours mean a value, its scale, and a range to select by.
 *
 * @fires map-classes - detail `{hidden: Set<number>}`
 * @fires legend-class - `{label, mode}`: the class's images are to be added to the selection, or taken out
 * @fires legend-range - `{low, high}`: those whose value lies in between
 * @fires legend-mistakes - the images that are taken for a wrong class are to be selected
 * @fires map-size - `{pointSize}`
 * @csspart scale @csspart list @csspart entry
 */
@defineElement('ae-map-legend')
export class AeMapLegend extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        container-type: normal;
      }
      ul {
        display: grid;
        gap: 0 10px;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 12px;
      }
      li {
        display: flex;
        align-items: center;
        min-width: 0;
      }
      button {
        flex: 1;
        justify-content: flex-start;
        gap: 7px;
        min-width: 0;
        min-height: 24px;
        padding: 0 5px;
        border: 0;
      }
      .glyph {
        flex: none;
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .count {
        margin-left: auto;
        padding-left: 4px;
        color: var(--_muted);
      }
      .hidden .glyph {
        opacity: 0.25;
      }
      .hidden .name {
        color: var(--_muted);
        text-decoration: line-through;
      }
      input {
        width: 14px;
        height: 14px;
        min-height: 0;
        margin: 5px;
        accent-color: var(--_muted);
        opacity: 0;
      }
      li:hover input,
      input:focus-visible,
      ul:focus-within input,
      .hidden input {
        opacity: 1;
      }
      ae-value-range {
        margin-bottom: 10px;
      }
      button.select {
        flex: 0 0 22px;
        justify-content: center;
        padding: 0;
        opacity: 0;
      }
      .select svg {
        fill: none;
        stroke: currentColor;
        stroke-width: 1.4;
        stroke-dasharray: 2.4 1.6;
      }
      li:hover .select,
      ul:focus-within .select,
      .select[aria-pressed='true'] {
        opacity: 1;
      }
      .mistakes {
        display: flex;
        flex-direction: column;
        align-items: stretch;
        margin-bottom: 6px;
        font-size: 12px;
      }
      .mistakes p {
        padding: 0 5px 4px;
        color: var(--_muted);
      }
      .mistakes circle {
        fill: none;
        stroke: currentColor;
        stroke-width: 1.6;
      }
      .size {
        display: flex;
        gap: 8px;
        align-items: center;
        margin-top: 8px;
        padding-left: 5px;
        color: var(--_muted);
        font-size: 12px;
      }
      .size input {
        flex: 1;
        width: 40px;
        min-height: 24px;
        margin: 0;
        opacity: 1;
      }
      @media (hover: none) {
        input,
        button.select {
          opacity: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly LegendEntry[] = [];
  @property({ attribute: false }) hiddenLabels: ReadonlySet<number> = new Set();
  /** What colours mean, unless they mean the class. */
  @property({ attribute: false }) scale: ColourScale | undefined;
  /** Where colours mean what a classifier says: how often it is wrong. */
  @property({ attribute: false }) mistakes: MistakeCount | undefined;
  /** Classes all of whose images are selected. */
  @property({ attribute: false }) selectedLabels: ReadonlySet<number> = new Set();
  @property({ type: Number }) pointSize = 1;

  override render() {
    return html`${this.scale ? html`<ae-value-range part="scale" .scale=${this.scale}></ae-value-range>` : nothing}
      ${this.mistakes ? this.renderMistakes(this.mistakes) : nothing}
      <ul part="list" aria-label="Classes">
        ${this.entries.map(({ label, name, count }) => {
          const hidden = this.hiddenLabels.has(label);
          const alone =
            !hidden && this.entries.length > 1 && this.hiddenLabels.size === this.entries.length - 1;
          return html`<li class=${hidden ? 'hidden' : ''} part="entry">
            <button
              aria-pressed=${alone}
              title=${alone ? 'Show all classes' : `Show ${name} alone; with Shift, select its images`}
              @click=${(event: MouseEvent) =>
                event.shiftKey
                  ? sendEvent(this, 'legend-class', { label, mode: 'add' })
                  : this.isolate(label, alone)}
            >
              ${renderGlyph(label)}<span class="name">${name}</span>
              <span class="count">${formatCount(count)}</span>
            </button>
            ${this.renderSelect(label, name)}
            <input
              type="checkbox"
              aria-label="Show ${name}"
              title=${hidden ? `Show ${name}` : `Hide ${name}`}
              .checked=${!hidden}
              @change=${() => this.toggle(label)}
            />
          </li>`;
        })}
      </ul>
      <label class="size">
        Points
        <input
          type="range"
          aria-label="Size of points"
          min=${pointSizeLimits.least}
          max=${pointSizeLimits.most}
          step="0.1"
          .value=${String(this.pointSize)}
          @input=${(event: Event) =>
            sendEvent(this, 'map-size', { pointSize: Number((event.target as HTMLInputElement).value) })}
        />
      </label>`;
  }

  private renderMistakes({ wrong, total }: MistakeCount) {
    return html`<div class="mistakes" part="mistakes">
      <p>Colour: what the classifier says. Shape: the label. Ringed: wrong.</p>
      <button
        ?disabled=${wrong === 0}
        title="Select the ${formatCount(wrong)} of ${formatCount(total)} images that it takes for another class"
        @click=${() => sendEvent(this, 'legend-mistakes', {})}
      >
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="5"></circle>
        </svg>
        <span class="name">Wrong</span>
        <span class="count">${formatCount(wrong)}</span>
      </button>
    </div>`;
  }

  private renderSelect(label: number, name: string) {
    const isSelected = this.selectedLabels.has(label);
    const mode = isSelected ? 'subtract' : 'add';
    return html`<button
      class="select"
      aria-pressed=${isSelected}
      aria-label="Select all of ${name}"
      title=${isSelected ? `Take ${name} out of the selection` : `Add all of ${name} to the selection`}
      @click=${() => sendEvent(this, 'legend-class', { label, mode })}
    >
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <rect x="1" y="1" width="10" height="10" rx="2"></rect>
      </svg>
    </button>`;
  }

  private isolate(label: number, alone: boolean): void {
    this.send(alone ? [] : this.entries.map((entry) => entry.label).filter((other) => other !== label));
  }

  private toggle(label: number): void {
    const hidden = [...this.hiddenLabels];
    this.send(this.hiddenLabels.has(label) ? hidden.filter((other) => other !== label) : [...hidden, label]);
  }

  private send(hidden: Iterable<number>): void {
    sendEvent(this, 'map-classes', { hidden: new Set(hidden) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-map-legend': AeMapLegend;
  }
}

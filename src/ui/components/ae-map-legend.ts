import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { renderGlyph } from './glyph-icon.ts';
import type { ColourScale } from './map-colouring.ts';
import { sendEvent } from './send-command.ts';

export interface LegendEntry {
  label: number;
  name: string;
  count: number;
}

/**
 * Classes with glyph, colour and count. The name shows one class alone, and all again; with Shift it adds the class's
 * images to the selection. The box beside it hides one. Where colours mean a value, its scale, and a range to select by.
 *
 * @fires map-classes - detail `{hidden: Set<number>}`
 * @fires legend-class - `{label}`: the class's images are to be selected
 * @fires legend-range - `{low, high}`: those whose value lies in between
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
      .scale {
        display: grid;
        gap: 4px;
        margin-bottom: 10px;
        font-size: 11px;
      }
      .ramp {
        height: 8px;
        border-radius: 4px;
        background: linear-gradient(to right in oklab, var(--_scale-low), var(--_accent), var(--_scale-high));
      }
      .ends {
        display: flex;
        justify-content: space-between;
        color: var(--_muted);
      }
      .scale label {
        display: flex;
        gap: 6px;
        justify-content: space-between;
        align-items: center;
        color: var(--_muted);
      }
      .scale input {
        width: 68px;
        height: 24px;
        margin: 0;
        opacity: 1;
      }
      @media (hover: none) {
        input {
          opacity: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly LegendEntry[] = [];
  @property({ attribute: false }) hiddenLabels: ReadonlySet<number> = new Set();
  /** What colours mean, unless they mean the class. */
  @property({ attribute: false }) scale: ColourScale | undefined;

  override render() {
    return html`${this.scale ? this.renderScale(this.scale) : nothing}
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
                event.shiftKey ? sendEvent(this, 'legend-class', { label }) : this.isolate(label, alone)}
            >
              ${renderGlyph(label)}<span class="name">${name}</span>
              <span class="count">${formatCount(count)}</span>
            </button>
            <input
              type="checkbox"
              aria-label="Show ${name}"
              title=${hidden ? `Show ${name}` : `Hide ${name}`}
              .checked=${!hidden}
              @change=${() => this.toggle(label)}
            />
          </li>`;
        })}
      </ul>`;
  }

  private renderScale({ title, low, high }: ColourScale) {
    return html`<form class="scale" part="scale" @submit=${this.sendRange}>
      <span>${title}</span>
      <div class="ramp" aria-hidden="true"></div>
      <div class="ends data"><span>${low}</span><span>${high}</span></div>
      <label>from <input name="low" type="number" step="any" /></label>
      <label>to <input name="high" type="number" step="any" /></label>
      <button class="small">Select</button>
    </form>`;
  }

  private sendRange(event: Event): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    // An empty field is an open end.
    const read = (name: string, open: number) => (form.get(name) === '' ? open : Number(form.get(name)));
    sendEvent(this, 'legend-range', { low: read('low', -Infinity), high: read('high', Infinity) });
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

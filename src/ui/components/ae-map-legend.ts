import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { renderGlyph } from './glyph-icon.ts';
import { sendEvent } from './send-command.ts';

export interface LegendEntry {
  label: number;
  name: string;
  count: number;
}

/**
 * Classes with glyph, colour and count. The name shows one class alone, and all again; the box beside it hides one.
 *
 * @fires map-classes - detail `{hidden: Set<number>}`
 * @csspart list @csspart entry
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
      @media (hover: none) {
        input {
          opacity: 1;
        }
      }
    `,
  ];

  @property({ attribute: false }) entries: readonly LegendEntry[] = [];
  @property({ attribute: false }) hiddenLabels: ReadonlySet<number> = new Set();

  override render() {
    return html`<ul part="list" aria-label="Classes">
      ${this.entries.map(({ label, name, count }) => {
        const hidden = this.hiddenLabels.has(label);
        const alone =
          !hidden && this.entries.length > 1 && this.hiddenLabels.size === this.entries.length - 1;
        return html`<li class=${hidden ? 'hidden' : ''} part="entry">
          <button
            aria-pressed=${alone}
            title=${alone ? 'Show all classes' : `Show ${name} alone`}
            @click=${() => this.isolate(label, alone)}
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

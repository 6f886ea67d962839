import { css, html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { baseStyles } from '../styles/index.ts';
import { defineElement } from './define-element.ts';
import { scaleSteps, type ColourScale } from './map-colouring.ts';
import { sendEvent } from './send-command.ts';

/** Places that a handle can stand at. */
const stops = 100;

/**
 * What a scale of colours means, how many images have each value, and two handles that pick a part of it.
 *
 * @fires legend-range - `{low, high}`, values; ±Infinity at an end of the scale, because outliers lie past it
 * @csspart histogram
 */
@defineElement('ae-value-range')
export class AeValueRange extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        font-size: 11px;
        container-type: normal;
      }
      .histogram {
        height: 40px;
        margin-top: 4px;
        background: linear-gradient(to right in oklab, var(--_scale-low), var(--_accent), var(--_scale-high));
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      .above {
        fill: var(--_background);
      }
      .outside {
        fill: var(--_background);
        fill-opacity: 0.75;
      }
      .handles {
        position: relative;
        height: 24px;
      }
      input {
        position: absolute;
        inset: 0;
        width: 100%;
        min-height: 24px;
        margin: 0;
        padding: 0;
        border: 0;
        appearance: none;
        background: none;
        pointer-events: none;
      }
      input::-webkit-slider-thumb {
        width: 12px;
        height: 20px;
        border: 2px solid var(--_background);
        border-radius: 5px;
        appearance: none;
        background: var(--_accent);
        cursor: ew-resize;
        pointer-events: auto;
      }
      input::-moz-range-thumb {
        width: 8px;
        height: 16px;
        border: 2px solid var(--_background);
        border-radius: 5px;
        background: var(--_accent);
        cursor: ew-resize;
        pointer-events: auto;
      }
      .ends {
        display: flex;
        justify-content: space-between;
        color: var(--_muted);
      }
    `,
  ];

  @property({ attribute: false }) scale: ColourScale | undefined;
  @state() private from = 0;
  @state() private to = stops;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // The handles stand for a range of one kind of value.
    if (changed.has('scale') && changed.get('scale')?.title !== this.scale?.title) {
      [this.from, this.to] = [0, stops];
    }
  }

  override render() {
    const { scale, from, to } = this;
    if (!scale) return nothing;
    const share = (at: number) => (at / stops) * scaleSteps;
    return html`<div>${scale.title}</div>
      <div class="histogram" part="histogram">
        <svg viewBox="0 0 ${scaleSteps} 1" preserveAspectRatio="none" aria-hidden="true">
          <path class="above" d=${outlineAbove(scale.counts)}></path>
          ${[
            [0, share(from)],
            [share(to), scaleSteps],
          ].map(
            ([start, end]) =>
              svg`<rect class="outside" x=${start} y="0" width=${Math.max(0, end - start)} height="1"></rect>`,
          )}
        </svg>
      </div>
      <div class="handles" role="group" aria-label="Select by ${scale.title}">
        ${this.renderHandle('From', from, (at) => (this.from = Math.min(at, this.to)))}
        ${this.renderHandle('To', to, (at) => (this.to = Math.max(at, this.from)))}
      </div>
      <div class="ends data"><span>${this.describe(from)}</span><span>${this.describe(to)}</span></div>`;
  }

  private renderHandle(name: string, at: number, move: (at: number) => number) {
    return html`<input
      type="range"
      min="0"
      max=${stops}
      aria-label=${name}
      aria-valuetext=${this.describe(at)}
      .value=${String(at)}
      @input=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        input.value = String(move(Number(input.value)));
        this.tell();
      }}
    />`;
  }

  private describe(at: number): string {
    return this.scale!.format(this.valueAt(at));
  }

  private valueAt(at: number): number {
    const { from, to } = this.scale!;
    return from + ((to - from) * at) / stops;
  }

  private tell(): void {
    const { from, to, scale } = this;
    const rises = scale!.to >= scale!.from;
    const start = from === 0 ? (rises ? -Infinity : Infinity) : this.valueAt(from);
    const end = to === stops ? (rises ? Infinity : -Infinity) : this.valueAt(to);
    sendEvent(this, 'legend-range', { low: Math.min(start, end), high: Math.max(start, end) });
  }
}

/** All of the histogram's box but the bars, whose heights are square roots: few must be seen beside many. */
function outlineAbove(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  const tops = counts.map((count, step) => {
    const top = (1 - Math.sqrt(count / most)).toFixed(3);
    return `V${top}H${step + 1}`;
  });
  return `M0 0${tops.join('')}V0Z`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-value-range': AeValueRange;
  }
}

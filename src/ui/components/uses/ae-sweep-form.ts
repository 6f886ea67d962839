import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PresetName, SweepParameter, SweepPlan } from '../../../workers/index.ts';
import { baseStyles } from '../../styles/index.ts';
import { defineElement } from '../define-element.ts';
import { PanelElement } from '../panel-element.ts';
import { sendEvent } from '../send-command.ts';
import { firstValues, listSweepFields, parseValues, type SweepField } from './sweep-fields.ts';

/** A plan but for what the laboratory is set to. */
export type SweepWish = Pick<SweepPlan, 'axes' | 'method' | 'images' | 'halving'> & { epochs: number };

interface CountField {
  key: 'images' | 'epochs' | 'trials';
  label: string;
  min: number;
  max: number;
}
const countFields: readonly CountField[] = [
  { key: 'trials', label: 'Trials', min: 1, max: 100 },
  { key: 'images', label: 'Training images', min: 2, max: 10_000_000 },
  { key: 'epochs', label: 'Epochs', min: 1, max: 1000 },
];

/**
 * What a sweep is to try: values of each parameter that the preset has, and how.
 *
 * @fires ae-plan-change - `wish` is another
 */
@defineElement('ae-sweep-form')
export class AeSweepForm extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        gap: 8px 20px;
        max-width: 760px;
        margin-bottom: 12px;
        font-size: 12px;
      }
      .fields label {
        display: grid;
        align-content: start;
        color: var(--_muted);
      }
      .fields :is(input, select) {
        width: 100%;
        color: var(--_text);
        font-size: 13px;
      }
      .check {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        font-size: 12px;
      }
      input[type='checkbox'] {
        width: 14px;
        height: 14px;
        min-height: 0;
        margin: 0;
        accent-color: var(--_accent);
      }
      .problem {
        color: var(--_error);
      }
    `,
  ];

  @property({ attribute: false }) preset: PresetName = 'compact';
  @property({ type: Boolean }) locked = false;
  @state() private texts: Partial<Record<SweepParameter, string>> = {};
  @state() private counts = { images: 10_000, epochs: 4, trials: 12 };
  @state() private isRandom = false;
  @state() private halving = false;

  /** Undefined while something that is written makes no sense. */
  get wish(): SweepWish | undefined {
    const axes: Partial<Record<SweepParameter, number[]>> = {};
    for (const { parameter } of listSweepFields(this.preset)) {
      const values = parseValues(this.texts[parameter] ?? '');
      if (!values) return undefined;
      if (values.length > 0) axes[parameter] = values;
    }
    if (Object.keys(axes).length === 0) return undefined;
    const { images, epochs, trials } = this.counts;
    return { axes, images, epochs, halving: this.halving, method: this.isRandom ? trials : 'grid' };
  }

  override render() {
    const counts = countFields.filter(({ key }) => key !== 'trials' || this.isRandom);
    return html`<div class="fields" role="group" aria-label="What to try">
        ${listSweepFields(this.preset).map((field) => this.renderField(field))}
        <label
          >Method
          <select
            ?disabled=${this.locked}
            @change=${(event: Event) => (this.isRandom = (event.target as HTMLSelectElement).value === 'random')}
          >
            <option value="grid" ?selected=${!this.isRandom}>every combination</option>
            <option value="random" ?selected=${this.isRandom}>random, between the ends</option>
          </select>
        </label>
        ${counts.map((field) => this.renderCount(field))}
      </div>
      <label class="check" title="After 1, 2, 4 … epochs the worse half is given up">
        <input
          type="checkbox"
          .checked=${this.halving}
          ?disabled=${this.locked}
          @change=${(event: Event) => (this.halving = (event.target as HTMLInputElement).checked)}
        />
        Give hopeless trials up early
      </label>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('preset')) this.texts = firstValues(this.preset);
  }

  protected override updated(changed: PropertyValues): void {
    if (!(changed.size === 1 && changed.has('locked'))) sendEvent(this, 'ae-plan-change', {});
  }

  private renderField({ parameter, label, title, example }: SweepField) {
    const text = this.texts[parameter] ?? '';
    const problem = parseValues(text) ? '' : 'Expected numbers with commas between them';
    return html`<label title=${title}
      >${label}
      <input
        name=${parameter}
        .value=${text}
        placeholder="as it is"
        aria-description="${title}; ${example}, for example. Left empty, it stays as it is"
        aria-invalid=${problem ? 'true' : nothing}
        ?disabled=${this.locked}
        @change=${(event: Event) => {
          this.texts = { ...this.texts, [parameter]: (event.target as HTMLInputElement).value };
        }}
      />
      ${problem ? html`<span class="problem" role="alert">${problem}</span>` : nothing}
    </label>`;
  }

  private renderCount({ key, label, min, max }: CountField) {
    return html`<label
      >${label}
      <input
        name=${key}
        type="number"
        inputmode="numeric"
        required
        min=${min}
        max=${max}
        .value=${String(this.counts[key])}
        ?disabled=${this.locked}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          if (input.checkValidity()) this.counts = { ...this.counts, [key]: input.valueAsNumber };
        }}
      />
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-sweep-form': AeSweepForm;
  }
}

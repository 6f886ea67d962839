import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { baseStyles } from '../styles/index.ts';
import type { Settings } from '../state/settings.ts';
import { defineElement } from './define-element.ts';
import { sendCommand } from './send-command.ts';
import { PanelElement } from './panel-element.ts';
import {
  listSettingsFields,
  type ChoiceField,
  type NumberField,
  type RangeField,
  type SettingsField,
} from './settings-fields.ts';

/**
 * What a run is made with: what all presets know, and what the present one is trained for. While it trains, only the
 * learning rate can change; while it rests, the half that is trained too.
 *
 * @fires ae-command - `settings` with the one changed field; only values within range are sent
 * @csspart title @csspart field
 */
@defineElement('ae-settings')
export class AeSettings extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .fields {
        margin-top: 6px;
        font-size: 12px;
      }
      .field {
        display: grid;
        grid-template-columns: 1fr 96px;
        align-items: center;
        padding: 2px 0;
      }
      label {
        color: var(--_muted);
      }
      input,
      select {
        width: 100%;
        min-height: 24px;
      }
      input {
        text-align: right;
        appearance: textfield;
      }
      select {
        text-align-last: right;
      }
      input::-webkit-inner-spin-button {
        display: none;
      }
      .range {
        grid-template-columns: 1fr auto;
      }
      .range input {
        grid-column: 1 / -1;
        appearance: auto;
        accent-color: var(--_accent);
      }
      .range :is(output, small:last-child) {
        text-align: right;
      }
      .range small {
        color: var(--_muted);
        font-size: 11px;
      }
      .problem {
        grid-column: 1 / -1;
        color: var(--_error);
        text-align: right;
      }
      .locked {
        min-height: 18px;
        margin-top: 4px;
      }
    `,
  ];

  @property({ attribute: false }) settings: Partial<Settings> = {};
  /** A run has begun. */
  @property({ type: Boolean }) locked = false;
  /** It is training, or there is nothing to train yet. */
  @property({ type: Boolean }) busy = false;
  @state() private problems: Partial<Record<SettingsField['key'], string>> = {};

  override render() {
    const fields = listSettingsFields(this.settings.preset ?? 'compact');
    return html`<h2 part="title">Settings</h2>
      <div class="fields">
        ${fields.map((field) => {
          if (field.kind === 'range') return this.renderRange(field);
          return field.kind === 'choice' ? this.renderChoice(field) : this.renderNumber(field);
        })}
      </div>
      <p class="locked data muted" id="locked">
        ${this.locked ? `A run keeps what it began with; only ${this.describeOpen(fields)} can change. Reset frees the rest.` : ''}
      </p>`;
  }

  private renderNumber(field: NumberField) {
    const { key, label, title, min, max, step } = field;
    const value = this.settings[key];
    const problem = this.problems[key];
    const locked = this.isLocked(field);
    return html`<div class="field" part="field" title=${title ?? nothing}>
      <label for=${key}>${label}</label>
      <input
        id=${key}
        type="number"
        inputmode="decimal"
        required
        min=${min}
        max=${max}
        step=${step}
        .value=${value === undefined ? '' : String(value)}
        ?disabled=${locked}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? `${key}-problem` : locked ? 'locked' : nothing}
        @change=${(event: Event) => this.change(field, event.target as HTMLInputElement)}
      />
      ${problem ? html`<span class="problem" id="${key}-problem" role="alert">${problem}</span>` : nothing}
    </div>`;
  }

  private renderRange(field: RangeField) {
    const { key, label, title, min, max, step, ends } = field;
    const value = this.settings[key] ?? min;
    const locked = this.isLocked(field);
    return html`<div class="field range" part="field" title=${title ?? nothing}>
      <label for=${key}>${label}</label><output for=${key}>${value.toFixed(2)}</output>
      <input
        id=${key}
        type="range"
        min=${min}
        max=${max}
        step=${step}
        .value=${String(value)}
        ?disabled=${locked}
        aria-valuetext="${value.toFixed(2)}, from ${min} ${ends[0]} to ${max} ${ends[1]}"
        aria-describedby=${locked ? 'locked' : nothing}
        @change=${(event: Event) => this.send(key, (event.target as HTMLInputElement).valueAsNumber)}
      />
      <small>${ends[0]}</small><small>${ends[1]}</small>
    </div>`;
  }

  private renderChoice(field: ChoiceField) {
    const { key, label, title, options } = field;
    const value = this.settings[key];
    const locked = this.isLocked(field);
    // A page's author may have set a value that is none of those offered.
    const shown = options.some(([option]) => option === value)
      ? options
      : [...options, [value, String(value)] as const];
    return html`<div class="field" part="field" title=${title ?? nothing}>
      <label for=${key}>${label}</label>
      <select
        id=${key}
        ?disabled=${locked}
        aria-describedby=${locked ? 'locked' : nothing}
        @change=${(event: Event) => this.send(key, shown[(event.target as HTMLSelectElement).selectedIndex][0])}
      >
        ${shown.map(([option, name]) => html`<option ?selected=${option === value}>${name}</option>`)}
      </select>
    </div>`;
  }

  private describeOpen(fields: readonly SettingsField[]): string {
    return fields
      .filter((field) => !this.isLocked(field))
      .map(({ label }) => `the ${label.toLowerCase()}`)
      .join(' and ');
  }

  private isLocked({ opens }: SettingsField): boolean {
    if (opens === 'always') return false;
    return opens === 'at-rest' ? this.busy : this.locked;
  }

  private change({ key, expected }: NumberField, input: HTMLInputElement): void {
    const valid = input.checkValidity();
    const { [key]: _, ...others } = this.problems;
    this.problems = valid ? others : { ...others, [key]: `Expected ${expected}` };
    if (valid) this.send(key, input.valueAsNumber);
  }

  private send(key: SettingsField['key'], value: string | number | undefined): void {
    sendCommand(this, 'settings', { [key]: value });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-settings': AeSettings;
  }
}

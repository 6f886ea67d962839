import { css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { baseStyles } from '../styles/index.ts';
import type { Settings } from '../state/settings.ts';
import { defineElement } from './define-element.ts';
import { sendCommand } from './send-command.ts';
import { PanelElement } from './panel-element.ts';

interface Field {
  key: 'epochs' | 'batchSize' | 'learningRate' | 'seed' | 'threads';
  label: string;
  min: number;
  max: number;
  step: number | 'any';
  expected: string;
}

const fields: readonly Field[] = [
  { key: 'epochs', label: 'Epochs', min: 1, max: 10_000, step: 1, expected: 'a whole number from 1 to 10,000' },
  { key: 'batchSize', label: 'Batch size', min: 1, max: 8192, step: 1, expected: 'a whole number from 1 to 8,192' },
  { key: 'learningRate', label: 'Learning rate', min: 1e-7, max: 1, step: 'any', expected: 'a number above 0, at most 1' },
  { key: 'seed', label: 'Seed', min: 0, max: 2 ** 32 - 1, step: 1, expected: 'a whole number from 0 to 4,294,967,295' },
  { key: 'threads', label: 'Threads', min: 1, max: 64, step: 1, expected: 'a whole number from 1 to 64' },
]; // prettier-ignore

/**
 * The numbers a run is made with. While it trains, only the learning rate can change.
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
      input {
        width: 100%;
        min-height: 24px;
        text-align: right;
        appearance: textfield;
      }
      input::-webkit-inner-spin-button {
        display: none;
      }
      .problem {
        grid-column: 1 / -1;
        color: var(--_error);
        text-align: right;
      }
      .locked {
        /* All three lines, so that the page does not move when training begins. */
        min-height: 54px;
        margin-top: 4px;
      }
    `,
  ];

  @property({ attribute: false }) settings: Partial<Settings> = {};
  @property({ type: Boolean }) locked = false;
  @state() private problems: Partial<Record<Field['key'], string>> = {};

  override render() {
    return html`<h2 part="title">Settings</h2>
      <div class="fields">${fields.map((field) => this.renderField(field))}</div>
      <p class="locked data muted" id="locked">
        ${this.locked ? 'A run keeps what it began with; only the learning rate can change. Reset frees the rest.' : ''}
      </p>`;
  }

  private renderField(field: Field) {
    const { key, label, min, max, step } = field;
    const value = this.settings[key];
    const problem = this.problems[key];
    const locked = this.locked && key !== 'learningRate';
    return html`<div class="field" part="field">
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

  private change({ key, expected }: Field, input: HTMLInputElement): void {
    const valid = input.checkValidity();
    const { [key]: _, ...others } = this.problems;
    this.problems = valid ? others : { ...others, [key]: `Expected ${expected}` };
    if (valid) sendCommand(this, 'settings', { [key]: input.valueAsNumber });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-settings': AeSettings;
  }
}

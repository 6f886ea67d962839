import { css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { AdoptedPart, AdoptedWeights, TrainingConfig } from '../../../workers/index.ts';
import { formatCount, formatRmse } from '../../charts/index.ts';
import { defineElement } from '../define-element.ts';
import { sendCommand } from '../send-command.ts';
import { listStages } from './training-stages.ts';
import { UsePanelElement } from './use-panel-element.ts';

type Frozen = TrainingConfig['frozen'];

const stages: readonly (readonly [Frozen, string, string])[] = [
  ['decoder', 'Encoder only', 'the decoder is frozen'],
  ['encoder', 'Decoder only', 'the encoder is frozen'],
  [undefined, 'End to end', 'both halves learn'],
];
const parts: readonly (readonly [AdoptedPart, string])[] = [
  ['encoder', 'its encoder'],
  ['decoder', 'its decoder'],
  ['both', 'both halves'],
];

/** Training in stages, each of one half or of both, and beginning with weights of an earlier run. */
@defineElement('ae-transfer')
export class AeTransfer extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 16px;
        margin: 0;
        padding: 0;
        border: 0;
        font-size: 12px;
      }
      legend {
        float: left;
        margin-right: 14px;
        padding: 0;
        color: var(--_muted);
      }
      fieldset label {
        display: inline-flex;
        gap: 6px;
        align-items: center;
      }
      input[type='radio'] {
        width: 14px;
        height: 14px;
        min-height: 0;
        margin: 0;
        accent-color: var(--_accent);
      }
      table {
        width: auto;
        min-width: min(420px, 100%);
      }
      .file {
        min-height: 28px;
        padding: 0 11px;
        font-size: 12px;
      }
      .file:focus-within {
        outline: 2px solid var(--_accent);
        outline-offset: 2px;
      }
    `,
  ];

  @state() private half: AdoptedPart = 'encoder';
  @state() private outcome: (AdoptedWeights & { file: string }) | undefined;
  @state() private isAdopting = false;

  override render() {
    const { outcome } = this;
    return html`<div class="row">
        <fieldset ?disabled=${this.isLocked}>
          <legend>Train</legend>
          ${stages.map(
            ([frozen, name, meaning]) =>
              html`<label title=${meaning}>
                <input
                  type="radio"
                  name="stage"
                  .checked=${this.settings.frozen === frozen}
                  @change=${() => sendCommand(this, 'settings', { frozen })}
                />
                ${name}
              </label>`,
          )}
        </fieldset>
        <button class="small" ?disabled=${this.isLocked} @click=${() => sendCommand(this, 'step-epoch')}>
          Train an epoch so
        </button>
      </div>
      <div class="row">
        <label
          >From a saved run take
          <select
            ?disabled=${this.isLocked}
            @change=${(event: Event) => (this.half = parts[(event.target as HTMLSelectElement).selectedIndex][0])}
          >
            ${parts.map(([part, name]) => html`<option ?selected=${part === this.half}>${name}</option>`)}
          </select></label
        >
        <label class="button file">
          <input
            class="visually-hidden"
            type="file"
            accept=".zip"
            ?disabled=${this.isLocked}
            @change=${(event: Event) => void this.choose(event.target as HTMLInputElement)}
          />
          Choose the file…
        </label>
        <span class="data muted"
          >It was saved by Files, Save the run; the present model begins anew from it.</span
        >
      </div>
      <div role="status">${outcome ? html`<p class="data">${describeOutcome(outcome)}</p>` : nothing}</div>
      ${this.renderStages()}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('summary') || changed.has('info');
    if (isOther && !this.isAdopting && this.outcome?.summary !== this.summary) this.outcome = undefined;
  }

  private get isLocked(): boolean {
    return this.isAdopting || this.labState === 'training' || this.labState === 'loading';
  }

  private renderStages() {
    const history = this.lab?.run.history ?? [];
    return html`<div class="scroll row" tabindex="0" role="group" aria-label="Stages of this model">
      <table>
        <thead>
          <tr>
            <th scope="col">stage</th>
            <th scope="col">epochs</th>
            <th scope="col">validation RMSE before</th>
            <th scope="col">after</th>
          </tr>
        </thead>
        <tbody>
          ${listStages(history, this.settings.frozen).map(({ frozen, begun, ended }) => {
            const name = stages.find(([half]) => half === frozen)![1];
            return html`<tr>
              <th scope="row">${name.toLowerCase()}</th>
              <td>${ended > begun ? `${begun + 1} to ${ended}` : 'none yet'}</td>
              <td>${formatRmse(history[begun - 1]?.validationRmse)}</td>
              <td>${formatRmse(ended > begun ? history[ended - 1].validationRmse : undefined)}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  private async choose(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (file) await this.adopt(file);
  }

  private async adopt(file: File): Promise<void> {
    const { lab, half } = this;
    if (!lab) return;
    this.isAdopting = true;
    try {
      const outcome = await lab.adoptWeights(new Uint8Array(await file.arrayBuffer()), half);
      this.outcome = { ...outcome, file: file.name };
    } catch {
      // Told by the page's notices; the model is the one that it was.
      this.outcome = undefined;
    } finally {
      this.isAdopting = false;
    }
  }
}

function describeOutcome({ adopted, left, file }: AdoptedWeights & { file: string }): string {
  const anew = left.length > 0 ? `the other ${formatCount(left.length)} begin anew` : 'none begins anew';
  return `${formatCount(adopted.length)} of ${formatCount(adopted.length + left.length)} arrays of weights were taken from ${file}; ${anew}.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-transfer': AeTransfer;
  }
}

import { css, html, nothing } from 'lit';
import { property, query } from 'lit/decorators.js';
import { formatRemaining, formatRmse } from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import type { LabState } from '../state/lab-state.ts';
import type { TrainingProgress } from '../../workers/index.ts';
import { defineElement } from './define-element.ts';
import { sendCommand, type Command } from './send-command.ts';
import { PanelElement } from './panel-element.ts';

/** Progress of the run, or of what has to be done before it can begin. */
export type ControlsProgress =
  (TrainingProgress & { validationRmse?: number }) | { what: string; done: number; total: number };

/**
 * Train, pause, step, stop, reset, and where the run stands.
 *
 * @fires ae-command - `train`, `pause`, `resume`, `step-batch`, `step-epoch`, `stop`, `reset`, `save`
 * @csspart button @csspart progress @csspart status
 */
@defineElement('ae-controls')
export class AeControls extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      .controls {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px 22px;
      }
      .buttons,
      .step {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .step {
        flex-wrap: nowrap;
        gap: 0;
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        padding-left: 12px;
      }
      .step button {
        min-height: 34px;
        padding: 0 10px;
        border: 0;
        border-left: 1px solid var(--_line);
        border-radius: 0;
      }
      .step span {
        padding-right: 10px;
        color: var(--_muted);
      }
      .run {
        flex: 1 1 300px;
        min-width: 0;
      }
      .line {
        display: flex;
        justify-content: space-between;
        gap: 4px 16px;
        margin-bottom: 7px;
        font-size: 12px;
        color: var(--_muted);
      }
      .status {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .left {
        flex: none;
      }
      dialog {
        max-width: min(400px, calc(100vw - 40px));
        padding: 20px;
        border: 1px solid var(--_line);
        border-radius: 10px;
        background: var(--_background);
        color: inherit;
        font: inherit;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 35%);
      }
      dialog h2 {
        margin-bottom: 8px;
        color: var(--_text);
        font-size: 15px;
      }
      dialog .buttons {
        margin-top: 18px;
      }
      @container (max-width: 560px) {
        .status {
          white-space: normal;
        }
      }
    `,
  ];

  @property() state: LabState = 'idle';
  @property({ attribute: false }) progress: ControlsProgress | undefined;
  @property({ attribute: false }) settings: { epochs: number } | undefined;
  /** True while an order is being carried out: nothing else can be asked for. */
  @property({ type: Boolean }) busy = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  override render() {
    const { state } = this;
    const hasRun = this.progress !== undefined && 'epoch' in this.progress;
    const canStep = (state === 'ready' || state === 'paused') && !this.busy;
    const [label, command] = (
      { training: ['Pause', 'pause'], paused: ['Resume', 'resume'] } as Partial<
        Record<LabState, [string, Command]>
      >
    )[state] ?? ['Train', 'train'];
    const canGo = ['ready', 'training', 'paused', 'failed'].includes(state) && !this.busy;
    return html`<div class="controls">
        <div class="buttons" role="group" aria-label="Training">
          <button
            part="button"
            class="primary"
            ?disabled=${!canGo}
            @click=${() => sendCommand(this, command)}
          >
            ${label}
          </button>
          <div class="step" role="group" aria-label="Step">
            <span aria-hidden="true">Step</span>
            ${this.renderButton('batch', 'step-batch', canStep, 'Step one batch')}
            ${this.renderButton('epoch', 'step-epoch', canStep, 'Step one epoch')}
          </div>
          ${this.renderButton('Stop', 'stop', (state === 'training' || state === 'paused') && !this.busy)}
          <button
            part="button"
            ?disabled=${state === 'idle' || state === 'loading' || this.busy}
            @click=${() => (hasRun ? this.dialog.showModal() : sendCommand(this, 'reset'))}
          >
            Reset
          </button>
        </div>
        <div class="run" part="progress">${this.renderProgress()}</div>
      </div>
      ${this.renderDialog()}`;
  }

  private renderButton(label: string, command: Command, enabled: boolean, name?: string) {
    return html`<button
      part="button"
      aria-label=${name ?? nothing}
      ?disabled=${!enabled}
      @click=${() => sendCommand(this, command)}
    >
      ${label}
    </button>`;
  }

  private renderProgress() {
    const { status, share, remaining } = describeProgress(this.state, this.progress, this.settings?.epochs);
    return html`<div class="line">
        <span class="status" part="status">${status}</span><span class="left">${remaining}</span>
      </div>
      <progress max="1" .value=${share} aria-label="Progress"></progress>`;
  }

  private renderDialog() {
    const answer = (command?: Command) => () => {
      this.dialog.close();
      if (command) sendCommand(this, command);
    };
    return html`<dialog aria-labelledby="question">
      <h2 id="question">Start over?</h2>
      <p>Weights and curves of this run will be forgotten. Saved to a file, it can be opened again.</p>
      <div class="buttons">
        <button part="button" class="primary" autofocus @click=${answer()}>Keep the run</button>
        <button part="button" @click=${answer('save')}>Save to a file</button>
        <button part="button" class="confirm" @click=${answer('reset')}>Reset</button>
      </div>
    </dialog>`;
  }
}

interface ProgressLine {
  status: string;
  share: number;
  remaining: string;
}

function describeProgress(
  state: LabState,
  progress: ControlsProgress | undefined,
  epochs: number | undefined,
): ProgressLine {
  const idle: Record<LabState, string> = {
    idle: 'Starting',
    loading: 'Loading',
    ready: epochs ? `Ready to train ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}` : 'Ready',
    training: 'Starting the first batch',
    paused: 'Paused',
    failed: 'Stopped by an error',
  };
  if (!progress) return { status: idle[state], share: 0, remaining: '' };
  if ('what' in progress) {
    const share = progress.total > 0 ? progress.done / progress.total : 0;
    return { status: progress.what, share, remaining: share > 0 ? `${Math.floor(share * 100)} %` : '' };
  }
  const { epoch, batch, batches, remainingMs, validationRmse } = progress;
  const parts = [`Epoch ${epoch} of ${progress.epochs}`, `batch ${batch} of ${batches}`];
  if (validationRmse !== undefined) parts.push(`validation RMSE ${formatRmse(validationRmse)}`);
  else if (Number.isFinite(progress.loss)) parts.push(`batch RMSE ${formatRmse(progress.loss)}`);
  const share = (epoch - 1 + batch / Math.max(1, batches)) / Math.max(1, progress.epochs);
  const words: Partial<Record<LabState, string>> = {
    paused: 'paused',
    failed: 'stopped by an error',
    ready: share >= 1 ? 'done' : 'stopped',
  };
  const remaining = state === 'training' ? formatRemaining(remainingMs) : '';
  return { status: parts.join(' · '), share, remaining: words[state] ?? (remaining && `${remaining} left`) };
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-controls': AeControls;
  }
}

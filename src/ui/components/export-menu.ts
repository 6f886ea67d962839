import { html } from 'lit';
import type { ExportFormat, ExportOrder } from '../state/index.ts';
import type { SplitName } from '../../workers/index.ts';

const codes: readonly [format: ExportFormat, title: string][] = [
  ['csv', 'Codes as CSV'],
  ['npz', 'Codes for NumPy (.npz)'],
  ['parquet', 'Codes as Parquet'],
  ['projector', 'Embedding Projector bundle'],
];

/** The items of the export menu: codes of the chosen split, and the model. */
export function renderExportMenu(
  isReady: boolean,
  split: SplitName,
  onSplit: (split: SplitName) => void,
  onOrder: (command: 'export' | 'save', order?: ExportOrder) => void,
) {
  return html`<h3>Latent data</h3>
    <label class="item"
      >of the
      <select
        class="split"
        @change=${(event: Event) => onSplit((event.target as HTMLSelectElement).value as SplitName)}
      >
        ${(['test', 'validation', 'train'] as const).map(
          (name) => html`<option value=${name} ?selected=${name === split}>${name} split</option>`,
        )}
      </select></label
    >
    ${codes.map(
      ([format, title]) =>
        html`<button class="item" ?disabled=${!isReady} @click=${() => onOrder('export', { format, split })}>
          ${title}
        </button>`,
    )}
    <h3>Run</h3>
    <button class="item" ?disabled=${!isReady} @click=${() => onOrder('export', { format: 'report' })}>
      Report of the run (HTML, to print)
    </button>
    <h3>Model</h3>
    <button class="item" ?disabled=${!isReady} @click=${() => onOrder('export', { format: 'safetensors' })}>
      Weights as safetensors
    </button>
    <button class="item" ?disabled=${!isReady} @click=${() => onOrder('save')}>
      TensorFlow.js model, with the run
    </button>`;
}

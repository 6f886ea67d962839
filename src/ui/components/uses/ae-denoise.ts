import { css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { Denoising, ImageQuality, Noise, NoiseKind } from '../../../workers/index.ts';
import { formatCount } from '../../charts/index.ts';
import { defineElement } from '../define-element.ts';
import { sendCommand } from '../send-command.ts';
import '../ae-image-strip.ts';
import { UsePanelElement } from './use-panel-element.ts';

const shownCount = 10;
const kinds: readonly [NoiseKind, string, most: number][] = [
  ['gaussian', 'Gaussian', 1],
  ['salt-and-pepper', 'Salt and pepper', 1],
  ['masking', 'Masking', 1],
  ['blur', 'Blur', 4],
];

/** Noisy images, what the model makes of them, and the clean ones; and training on just that noise. */
@defineElement('ae-denoise')
export class AeDenoise extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      .rows {
        display: grid;
        grid-template-columns: 72px minmax(0, 520px);
        gap: 6px 12px;
        align-items: center;
        margin-top: 10px;
      }
      .amount {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      output {
        min-width: 3ch;
      }
    `,
  ];

  @state() private noise: Noise = { kind: 'gaussian', amount: 0.5 };
  @state() private result: Denoising | undefined;
  @state() private measuredEpochs = 0;

  override render() {
    const { result, noise } = this;
    const most = kinds.find(([kind]) => kind === noise.kind)![2];
    return html`<div class="row">
        <label
          >Noise
          <select
            @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value as NoiseKind)}
          >
            ${kinds.map(
              ([kind, name]) => html`<option value=${kind} ?selected=${kind === noise.kind}>${name}</option>`,
            )}
          </select>
        </label>
        <label class="amount"
          >Amount
          <input
            type="range"
            min="0"
            max=${most}
            step=${most / 100}
            .value=${String(noise.amount)}
            @change=${(event: Event) => this.setAmount((event.target as HTMLInputElement).valueAsNumber)}
          />
          <output class="data">${noise.amount.toFixed(2)}</output>
        </label>
        <button class="small" ?disabled=${this.isBusy} @click=${() => void this.measure()}>Denoise</button>
        <button
          class="small"
          ?disabled=${this.labState === 'training' || this.labState === 'loading'}
          title="Begins a new run on images with this noise, fresh in every batch"
          @click=${() => sendCommand(this, 'settings', { preset: 'denoising', noise: this.noise })}
        >
          Train on this noise
        </button>
        ${this.renderJob()}
      </div>
      ${result ? this.renderResult(result) : nothing}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('summary') || changed.has('info')) this.result = undefined;
  }

  private choose(kind: NoiseKind): void {
    this.noise = { kind, amount: kind === 'blur' ? 1 : 0.5 };
    void this.measure();
  }

  private setAmount(amount: number): void {
    this.noise = { ...this.noise, amount };
    void this.measure();
  }

  private async measure(): Promise<void> {
    const { noise, epochs } = this;
    const indices = [...(this.lab?.views.map.data?.indices.subarray(0, shownCount) ?? [])];
    const result = await this.ask('denoise', { noise, indices });
    if (!result) return;
    this.result = result;
    this.measuredEpochs = epochs;
  }

  private renderResult({ count, noisy, denoised, images }: Denoising) {
    const shape = this.info!.imageShape;
    const row = (name: string, pixels: Uint8Array) =>
      html`<span class="data muted">${name}</span>
        <ae-image-strip
          single-row
          .images=${pixels}
          .imageShape=${shape}
          .names=${Array.from({ length: shownCount }, (_, i) => `${name}, image ${i + 1}`)}
        ></ae-image-strip>`;
    return html`<div class="rows" part="rows">
        ${row('noisy', images.noisy)} ${row('denoised', images.denoised)} ${row('clean', images.clean)}
      </div>
      <p class="data" part="figures">
        ${describeQuality('Noisy', noisy)}; ${describeQuality('denoised', denoised)}.
        <span class="muted"
          >Means over ${formatCount(count)} test images with ${this.describeModel(this.measuredEpochs)}.</span
        >
      </p>`;
  }
}

function describeQuality(name: string, { psnr, ssim }: ImageQuality): string {
  return `${name}: PSNR ${psnr.toFixed(1)} dB${ssim === undefined ? '' : `, SSIM ${ssim.toFixed(3)}`}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-denoise': AeDenoise;
  }
}

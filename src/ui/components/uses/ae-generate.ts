import { css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { GeneratedSamples, LatentUsage } from '../../../workers/index.ts';
import { formatCount } from '../../charts/index.ts';
import '../ae-image-strip.ts';
import { presetList } from '../../state/index.ts';
import { defineElement } from '../define-element.ts';
import './ae-latent-usage.ts';
import { UsePanelElement } from './use-panel-element.ts';

const sampleCount = 40;
/** Both ends of a blend among them. */
const blendStops = 11;

type Source = GeneratedSamples['from'];

/**
 * New images, decoded from latent vectors drawn from a variational model's prior or where codes lie, and blends between
 * any two of them; of a variational model, which of its latent numbers are in use.
 */
@defineElement('ae-generate')
export class AeGenerate extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      p {
        margin: 10px 0;
        color: var(--_muted);
        font-size: 12px;
      }
      ae-image-strip {
        --strip-size: 44px;
      }
      h3 {
        margin-top: 16px;
      }
      input {
        width: 9ch;
      }
    `,
  ];

  @state() private seed = 0;
  @state() private samples: (GeneratedSamples & { epochs: number }) | undefined;
  /** Positions of the samples to blend, the latest last. */
  @state() private ends: readonly number[] = [];
  @state() private source: Source = 'prior';
  @state() private usage: LatentUsage | undefined;
  @state() private blend: Uint8Array | undefined;

  override render() {
    return html`<div class="row">
        <button class="small" ?disabled=${this.isBusy} @click=${() => void this.draw(this.seed)}>
          Draw samples
        </button>
        <button
          class="small"
          ?disabled=${this.isBusy || !this.samples}
          @click=${() => void this.draw(this.seed + 1)}
        >
          Draw others
        </button>
        <label
          >Seed
          <input
            type="number"
            min="0"
            max="4294967295"
            step="1"
            required
            .value=${String(this.seed)}
            @change=${this.changeSeed}
        /></label>
        ${this.isVariational ? this.renderSource() : nothing} ${this.renderJob()}
      </div>
      ${this.samples ? this.renderSamples(this.samples) : nothing}
      ${
        this.usage
          ? html`<h3>Latent numbers</h3>
              <ae-latent-usage
                .divergence=${this.usage.divergence}
                .limit=${this.usage.limit}
              ></ae-latent-usage>`
          : nothing
      }`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('summary') && !changed.has('info')) return;
    this.forget();
    this.usage = undefined;
  }

  private renderSource() {
    return html`<label
      >Drawn from
      <select
        ?disabled=${this.isBusy}
        @change=${(event: Event) => {
          this.source = (event.target as HTMLSelectElement).value as Source;
          void this.draw(this.seed);
        }}
      >
        <option value="prior" ?selected=${this.source === 'prior'}>
          the round cloud it was trained to fill
        </option>
        <option value="codes" ?selected=${this.source === 'codes'}>where the codes lie</option>
      </select></label
    >`;
  }

  private renderSamples(samples: GeneratedSamples & { epochs: number }) {
    const { images } = samples;
    const { imageShape } = this.info!;
    return html`<p>
        ${describeSource(samples)}, by ${this.describeModel(samples.epochs)}. Choose two to blend them.
      </p>
      <ae-image-strip
        choosable
        .images=${images}
        .imageShape=${imageShape}
        .names=${Array.from({ length: sampleCount }, (_, i) => `sample ${i + 1}`)}
        .current=${this.ends.at(-1) ?? -1}
        @strip-pick=${(event: CustomEvent<{ position: number }>) => {
          event.stopPropagation();
          void this.pick(event.detail.position);
        }}
      ></ae-image-strip>
      <div role="status">${this.ends.length > 0 ? html`<p>${this.describeEnds()}</p>` : nothing}</div>
      ${
        this.blend
          ? html`<ae-image-strip
              single-row
              .images=${this.blend}
              .imageShape=${imageShape}
              .names=${Array.from({ length: blendStops }, (_, i) => `${i * 10} % of the way`)}
            ></ae-image-strip>`
          : nothing
      }`;
  }

  private describeEnds(): string {
    const [from, to] = this.ends;
    if (to === undefined) return `Sample ${from + 1}: choose another to blend it with`;
    return `From sample ${from + 1} to sample ${to + 1} in a straight line through latent space`;
  }

  private changeSeed(event: Event): void {
    const input = event.target as HTMLInputElement;
    if (input.reportValidity()) void this.draw(input.valueAsNumber);
  }

  private async draw(seed: number): Promise<void> {
    const { epochs, summary } = this;
    this.seed = seed % 2 ** 32;
    const from = this.isVariational ? this.source : 'codes';
    const samples = await this.ask('generate-samples', { count: sampleCount, seed: this.seed, from });
    if (!samples || summary !== this.summary) return;
    const isNewModel = this.usage?.step !== samples.step;
    this.forget();
    this.samples = { ...samples, epochs };
    if (!this.isVariational || !isNewModel) return;
    const usage = await this.ask('measure-latents', {});
    if (usage && summary === this.summary) this.usage = usage;
  }

  private get isVariational(): boolean {
    return 'beta' in presetList[this.preset].defaults;
  }

  private forget(): void {
    this.samples = undefined;
    this.ends = [];
    this.blend = undefined;
  }

  private async pick(position: number): Promise<void> {
    const { samples } = this;
    this.ends = [...this.ends, position].slice(-2);
    const [from, to] = this.ends;
    if (to === undefined || !samples || !this.lab) return;
    const { latents, latentDim } = samples;
    const data = Float32Array.from({ length: blendStops * latentDim }, (_, i) => {
      const share = Math.floor(i / latentDim) / (blendStops - 1);
      const axis = i % latentDim;
      return (1 - share) * latents[from * latentDim + axis] + share * latents[to * latentDim + axis];
    });
    const decoded = await this.lab
      .ask('decode', { data, shape: [blendStops, latentDim] })
      .catch(() => undefined);
    if (!decoded || samples !== this.samples || this.ends[0] !== from || this.ends[1] !== to) return;
    this.blend = Uint8Array.from(decoded.data, (value) => Math.round(255 * value));
  }
}

function describeSource({ from, components, fittedOn }: GeneratedSamples): string {
  return from === 'prior'
    ? 'Drawn from the standard normal distribution that the model was trained to fill'
    : `Drawn from a mixture of ${components} normal distributions that was fitted to the codes of ${formatCount(fittedOn)} training images`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-generate': AeGenerate;
  }
}

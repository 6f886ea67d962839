import { css, html, nothing, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { ClassErrors, ModelTraits, PcaComparison } from '../../../workers/index.ts';
import { formatCount, formatRmse, formatShare } from '../../charts/index.ts';
import { defineElement } from '../define-element.ts';
import { drawPixels } from '../draw-pixels-directive.ts';
import './ae-curve-chart.ts';
import './ae-linked-maps.ts';
import { UsePanelElement } from './use-panel-element.ts';

/** Test images that are shown three ways. */
const shownCount = 12;

/** The autoencoder against PCA of the same size: errors, pictures, components, maps and what kind of model each is. */
@defineElement('ae-compare-pca')
export class AeComparePca extends UsePanelElement {
  static override styles = [
    ...UsePanelElement.useStyles,
    css`
      .triples,
      .components {
        display: grid;
        grid-template-columns: repeat(auto-fill, 46px);
        gap: 5px;
        margin: 0;
        padding: 0;
        list-style: none;
        color: var(--_muted);
        font-size: 11px;
        text-align: center;
      }
      .triples li {
        display: grid;
        gap: 5px;
      }
      .better {
        color: var(--_accent);
        font-weight: 600;
      }
    `,
  ];

  @state() private comparison: PcaComparison | undefined;
  @state() private measuredEpochs = 0;

  override render() {
    const { comparison } = this;
    return html`<div class="row">
        <button class="small" ?disabled=${this.isBusy} @click=${() => void this.compare()}>
          ${comparison ? 'Compare again' : 'Compare'}
        </button>
        ${this.renderJob()}
        ${
          comparison
            ? html`<p class="data muted">
                Measured on ${formatCount(comparison.all.count)} test images with
                ${this.describeModel(this.measuredEpochs)}; PCA was fitted to all
                ${formatCount(comparison.trainImages)} training images in ${Math.round(comparison.fitMs)} ms.
              </p>`
            : nothing
        }
      </div>
      ${comparison ? this.renderComparison(comparison) : nothing}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Another model or other data: what was measured says nothing about them.
    if (changed.has('summary') || changed.has('info')) this.comparison = undefined;
  }

  private async compare(): Promise<void> {
    const { epochs } = this;
    const indices = [...(this.lab?.views.map.data?.indices.subarray(0, shownCount) ?? [])];
    const comparison = await this.ask('compare-pca', { indices });
    if (!comparison) return;
    this.comparison = comparison;
    this.measuredEpochs = epochs;
  }

  private renderComparison(comparison: PcaComparison) {
    const shape = this.info!.imageShape;
    return html`<div class="columns">
        <div>
          <h3>RMSE by class</h3>
          ${this.renderErrors(comparison)}
        </div>
        <div>
          <h3>What kind of model each is</h3>
          ${this.renderTraits(comparison)}
        </div>
        <div>
          <h3>Original, autoencoder, PCA</h3>
          ${this.renderTriples(comparison, shape)}
        </div>
      </div>
      <div class="columns">
        <div>
          <h3>Variance explained by the first components, together</h3>
          ${this.renderExplained(comparison)}
        </div>
        <div>
          <h3>PCA's components, as images</h3>
          ${this.renderComponents(comparison, shape)}
        </div>
      </div>
      ${this.renderMaps()}`;
  }

  private renderErrors({ all, classes, components }: PcaComparison) {
    const row = ({ name, count, autoencoder, pca }: ClassErrors) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${formatCount(count)}</td>
        <td class=${autoencoder < pca ? 'better' : ''}>${formatRmse(autoencoder)}</td>
        <td class=${pca <= autoencoder ? 'better' : ''}>${formatRmse(pca)}</td>
      </tr>`;
    return html`<div class="scroll" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col">images</th>
            <th scope="col">autoencoder</th>
            <th scope="col">PCA, ${components}</th>
          </tr>
        </thead>
        <tbody>
          ${classes.map(row)} ${row(all)}
        </tbody>
      </table>
    </div>`;
  }

  private renderTraits({ traits: { autoencoder, pca }, step, fitMs }: PcaComparison) {
    const linear = ({ bend }: ModelTraits) => `${bend < 1e-3 ? 'yes' : 'no'} (bend ${bend.toFixed(2)})`;
    const orthogonal = ({ slant }: ModelTraits) => `${slant < 1e-3 ? 'yes' : 'no'} (cos ${slant.toFixed(2)})`;
    const rows: [name: string, of: (traits: ModelTraits) => string][] = [
      ['linear', linear],
      ['orthogonal', orthogonal],
      ['correlation', ({ correlation }) => correlation.toFixed(2)],
      ['parameters', ({ parameters }) => formatCount(parameters)],
      ['products an image', ({ multiplications }) => formatCount(multiplications)],
      ['time an image', ({ microseconds }) => `${Math.round(microseconds)} µs`],
    ];
    return html`<div class="scroll" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">trait</th>
            <th scope="col">autoencoder</th>
            <th scope="col">PCA</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">trained</th>
            <td>${formatCount(step)} steps</td>
            <td>no, ${(fitMs / 1000).toFixed(1)} s</td>
          </tr>
          ${rows.map(
            ([name, of]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${of(autoencoder)}</td>
                <td>${of(pca)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="data muted">
        Bend: how far the image of the midpoint of two codes is from the midpoint of their images. Cos:
        between the changes that two latent numbers make to the image, the mean without its sign. Correlation:
        of two latent numbers over the test images, likewise; over the training images PCA's is 0.
      </p>
    </div>`;
  }

  private renderTriples(comparison: PcaComparison, shape: [number, number, number]) {
    const pixels = shape[0] * shape[1] * shape[2];
    const { originals, autoencoder, pca, autoencoderRmse, pcaRmse } = comparison;
    const draw = (images: Uint8Array, at: number, name: string) =>
      html`<canvas
        class="pixels"
        role="img"
        aria-label=${name}
        ${drawPixels(images.subarray(at * pixels, (at + 1) * pixels), shape)}
      ></canvas>`;
    return html`<ol class="triples">
      ${Array.from(
        autoencoderRmse,
        (rmse, at) =>
          html`<li>
            ${draw(originals, at, 'original')} ${draw(autoencoder, at, 'autoencoder')} ${draw(pca, at, 'PCA')}
            <span>${rmse.toFixed(3)}<br />${pcaRmse[at].toFixed(3)}</span>
          </li>`,
      )}
    </ol>`;
  }

  private renderExplained({ explained }: PcaComparison) {
    let sum = 0;
    const points = Array.from(explained, (share, at) => [at + 1, (sum += share)] as const);
    return html`<ae-curve-chart
      .curves=${[{ name: 'explained', points: [[0, 0] as const, ...points] }]}
      .xLabel=${'components'}
      .yLabel=${'share of variance'}
      .yDomain=${[0, 1] as const}
      label="The first component explains ${formatShare(explained[0])}, all ${explained.length} together ${formatShare(sum)}"
    ></ae-curve-chart>`;
  }

  private renderComponents({ componentImages, explained }: PcaComparison, shape: [number, number, number]) {
    const pixels = shape[0] * shape[1] * shape[2];
    return html`<ol class="components">
      ${Array.from(explained.subarray(0, 24), (share, at) => {
        const image = componentImages.subarray(at * pixels, (at + 1) * pixels);
        return html`<li>
          <canvas
            class="pixels"
            role="img"
            aria-label="component ${at + 1}"
            ${drawPixels(image, shape)}
          ></canvas>
          ${formatShare(share)}
        </li>`;
      })}
    </ol>`;
  }

  /** The map's images by the autoencoder, as the map has them, beside the same images by PCA. */
  private renderMaps() {
    const data = this.lab?.views.map.data;
    const pca = this.lab?.views.pcaBaseline;
    if (!data?.latents || !pca) return nothing;
    // The map's images are the first of the test split, in its order.
    const points = pca.points.subarray(0, data.points.length);
    return html`<h3>The same images by both</h3>
      <ae-linked-maps
        .maps=${[
          { title: data.title, points: data.points },
          { title: 'The first two principal components of the pixels', points },
        ]}
        .labels=${data.labels}
        .classNames=${data.classNames}
        .images=${data.images}
        .imageShape=${data.imageShape}
      ></ae-linked-maps>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-compare-pca': AeComparePca;
  }
}

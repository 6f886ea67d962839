import { css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { formatCount } from '../charts/index.ts';
import { baseStyles } from '../styles/index.ts';
import type { LayerSummary, ModelSummary } from '../../workers/index.ts';
import { defineElement } from './define-element.ts';
import { PanelElement } from './panel-element.ts';

/**
 * The model's layers as Keras' `summary()` lists them, the latent one marked.
 *
 * @csspart title @csspart table @csspart latent
 */
@defineElement('ae-architecture')
export class AeArchitecture extends PanelElement {
  static override styles = [
    baseStyles,
    css`
      table {
        margin-top: 8px;
      }
      tbody :is(th, td) {
        padding-top: 2px;
        padding-bottom: 2px;
      }
      td:not(:first-child) {
        color: var(--_muted);
      }
      th[scope='row'] {
        max-width: 0;
        width: 60%;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .latent > * {
        border-bottom-color: var(--_accent);
        color: var(--_accent) !important;
        font-weight: 600;
      }
      tfoot tr > * {
        border: 0;
        padding-top: 2px;
        padding-bottom: 1px;
      }
      tfoot tr:first-child > * {
        padding-top: 8px;
      }
      tfoot td {
        color: inherit !important;
      }
      tfoot .part > * {
        color: var(--_muted) !important;
      }
    `,
  ];

  @property({ attribute: false }) summary: ModelSummary | undefined;

  override render() {
    const { summary } = this;
    return html`<h2 part="title">Architecture</h2>
      ${
        summary
          ? html`<table part="table">
              <thead class="visually-hidden">
                <tr>
                  <th scope="col">Layer</th>
                  <th scope="col">Output</th>
                  <th scope="col">Parameters</th>
                </tr>
              </thead>
              <tbody>
                ${summary.layers.map((layer, at) => this.renderLayer(layer, at === summary.latentLayer))}
              </tbody>
              <tfoot>
                ${renderTotal('Total', summary.totalParams)}
                ${renderTotal('trainable', summary.trainableParams, 'part')}
                ${renderTotal('non-trainable', summary.nonTrainableParams, 'part')}
              </tfoot>
            </table>`
          : html`<p class="muted data">The layers appear once the model is built.</p>`
      }`;
  }

  private renderLayer({ name, type, outputShape, params }: LayerSummary, latent: boolean) {
    return html`<tr class=${latent ? 'latent' : nothing} part=${latent ? 'latent' : nothing}>
      <th scope="row" title="${name} (${type})">${latent ? `${name}, latent` : name}</th>
      <td>${outputShape.join('×')}</td>
      <td>${formatCount(params)}</td>
    </tr>`;
  }
}

function renderTotal(name: string, params: number, className = '') {
  return html`<tr class=${className}>
    <th scope="row" colspan="2">${name}</th>
    <td>${formatCount(params)}</td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-architecture': AeArchitecture;
  }
}

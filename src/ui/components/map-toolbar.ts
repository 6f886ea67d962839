import { html, type TemplateResult } from 'lit';

export interface MapToolbar {
  title: string;
  methods: readonly ('umap' | 'pca')[];
  method: string | undefined;
  disabled: boolean;
  onMethod: (method: 'umap' | 'pca') => void;
  onZoom: (factor: number) => void;
  onWhole: () => void;
}

/** Projections to choose from, the map's title, and zoom for those who have no wheel. */
export function renderMapToolbar(bar: MapToolbar): TemplateResult {
  const button = (label: string, name: string, act: () => void) =>
    html`<button class="small plain" aria-label=${name} ?disabled=${bar.disabled} @click=${act}>
      ${label}
    </button>`;
  return html`<div class="bar" part="toolbar">
    ${bar.methods.map(
      (method) =>
        html`<button
          class="small"
          aria-pressed=${bar.method === method}
          ?disabled=${bar.disabled}
          @click=${() => bar.onMethod(method)}
        >
          ${method.toUpperCase()}
        </button>`,
    )}
    <h2 class="title" part="title">${bar.title}</h2>
    <div class="zoom" role="group" aria-label="Zoom">
      ${button('−', 'Zoom out', () => bar.onZoom(1 / 2))} ${button('+', 'Zoom in', () => bar.onZoom(2))}
      ${button('Whole map', 'Whole map', () => bar.onWhole())}
    </div>
  </div>`;
}

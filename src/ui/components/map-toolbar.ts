import { html, nothing, type TemplateResult } from 'lit';
import type { ProjectionMethod } from '../../workers/index.ts';
import type { LassoShape } from './ae-map-lasso.ts';
import type { Colouring } from '../state/index.ts';
import { colouringNames } from './map-colouring.ts';

export interface ProjectionDetail {
  method: ProjectionMethod;
  /** Of `dims`, from 0. */
  dimensions?: [x: number, y: number];
}

export interface MapToolbar {
  title: string;
  methods: readonly ProjectionMethod[];
  method: ProjectionMethod | undefined;
  dimensions: readonly [x: number, y: number];
  latentDim: number;
  colouring: Colouring;
  colourings: readonly Colouring[];
  picking: LassoShape | undefined;
  disabled: boolean;
  onMethod: (detail: ProjectionDetail) => void;
  onColouring: (colouring: Colouring) => void;
  onPicking: (shape: LassoShape) => void;
}

export interface MapZoom {
  disabled: boolean;
  onZoom: (factor: number) => void;
  onWhole: () => void;
}

const methodNames: Record<ProjectionMethod, string> = {
  umap: 'UMAP',
  pca: 'PCA',
  dims: 'Two dimensions',
  latent: 'Latent plane',
};

/** Projection and colours to choose from, and tools to pick images. */
export function renderMapToolbar(bar: MapToolbar): TemplateResult {
  const { disabled } = bar;
  return html`<div class="bar" part="toolbar">
    ${bar.methods.map(
      (method) =>
        html`<button
          class="small"
          aria-pressed=${bar.method === method}
          ?disabled=${disabled}
          @click=${() => bar.onMethod({ method, ...(method === 'dims' && { dimensions: [...bar.dimensions] }) })}
        >
          ${methodNames[method]}
        </button>`,
    )}
    ${bar.method === 'dims' ? renderDimensions(bar) : nothing}
    <label class="colouring">
      <span>Colour</span>
      <select
        ?disabled=${disabled || bar.colourings.length < 2}
        @change=${(event: Event) => bar.onColouring((event.target as HTMLSelectElement).value as Colouring)}
      >
        ${bar.colourings.map(
          (name) =>
            html`<option value=${name} ?selected=${name === bar.colouring}>${colouringNames[name]}</option>`,
        )}
      </select>
    </label>
    <div class="group" role="group" aria-label="Select images">
      ${(['lasso', 'rectangle'] as const).map(
        (shape) =>
          html`<button
            class="small"
            aria-pressed=${bar.picking === shape}
            title="Draw round images to select them; Shift adds, Alt takes away, Escape clears"
            ?disabled=${disabled}
            @click=${() => bar.onPicking(shape)}
          >
            ${shape === 'lasso' ? 'Lasso' : 'Rectangle'}
          </button>`,
      )}
    </div>
    <h2 class="title" part="title">${bar.title}</h2>
  </div>`;
}

/** Zoom for those who have no wheel; lies on the map, as on maps of lands. */
export function renderMapZoom({ disabled, onZoom, onWhole }: MapZoom): TemplateResult {
  const button = (label: unknown, name: string, act: () => void) =>
    html`<button class="small" aria-label=${name} title=${name} ?disabled=${disabled} @click=${act}>
      ${label}
    </button>`;
  return html`<div class="zoom" role="group" aria-label="Zoom">
    ${button('+', 'Zoom in', () => onZoom(2))} ${button('−', 'Zoom out', () => onZoom(1 / 2))}
    ${button(wholeMapIcon, 'Whole map', onWhole)}
  </div>`;
}

/** Drawn, as the sign for it is missing in most fonts, and to look for one takes the page's first layout a while. */
const wholeMapIcon = html`<svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
  <path d="M9 3h4v4M7 13H3V9M13 3 9 7M3 13l4-4" fill="none" stroke="currentColor" stroke-width="1.5" />
</svg>`;

/** The picture to keep. */
export function renderPictureButtons(
  disabled: boolean,
  onExport: (format: 'png' | 'svg') => void,
): TemplateResult {
  return html`<div class="group" role="group" aria-label="Picture of the map">
    <span aria-hidden="true">Save picture</span>
    ${(['png', 'svg'] as const).map(
      (format) =>
        html`<button
          class="small plain"
          aria-label="Save the map as ${format.toUpperCase()}"
          ?disabled=${disabled}
          @click=${() => onExport(format)}
        >
          ${format.toUpperCase()}
        </button>`,
    )}
  </div>`;
}

function renderDimensions({ dimensions, latentDim, disabled, onMethod }: MapToolbar): TemplateResult {
  const choose = (axis: 0 | 1, name: string) =>
    html`<select
      aria-label=${name}
      ?disabled=${disabled}
      @change=${(event: Event) => {
        const chosen: [number, number] = [...dimensions];
        chosen[axis] = Number((event.target as HTMLSelectElement).value);
        onMethod({ method: 'dims', dimensions: chosen });
      }}
    >
      ${Array.from(
        { length: latentDim },
        (_, dimension) =>
          html`<option value=${dimension} ?selected=${dimension === dimensions[axis]}>
            ${dimension + 1}
          </option>`,
      )}
    </select>`;
  return html`<span class="dimensions">${choose(0, 'Dimension of x')} ${choose(1, 'Dimension of y')}</span>`;
}

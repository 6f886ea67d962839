import { html, noChange, nothing } from 'lit';
import { formatShare } from '../charts/index.ts';
import { describeTrust } from './describe-map.ts';
import { drawPixels } from './draw-pixels-directive.ts';
import { renderPictureButtons } from './map-toolbar.ts';
import type { LatentMapData } from './map-view-data.ts';

/** The image of one row, large; for row −1 what is there stays, hidden, and its canvas is drawn on again. */
export function renderLens(data: LatentMapData | undefined, row: number) {
  if (!data || data.images.length === 0) return nothing;
  if (row < 0) return noChange;
  const pixels = data.imageShape[0] * data.imageShape[1] * data.imageShape[2];
  const image = data.images.subarray(row * pixels, (row + 1) * pixels);
  return html`<canvas class="pixels" ${drawPixels(image, data.imageShape)}></canvas>`;
}

/** What the axes mean, where they mean something. */
export function renderAxes({ explained, method, dimensions }: Partial<LatentMapData> = {}) {
  const names = explained
    ? explained.map((share, at) => `component ${at + 1}, ${formatShare(share)} of the variance`)
    : method === 'dims' && dimensions
      ? dimensions.map((dimension) => `dimension ${dimension + 1}`)
      : undefined;
  if (!names) return nothing;
  return html`<span class="axis x">${names[0]} →</span> <span class="axis y">${names[1]} →</span>`;
}

/** How far to trust the map; while it is laid out, how far that is, else the picture to keep. */
export function renderMapFoot(
  data: LatentMapData | undefined,
  { onStop, onSave }: { onStop: () => void; onSave: (format: 'png' | 'svg') => void },
) {
  const { progress } = data ?? {};
  return html`<div class="foot muted">
    <span>${data ? describeTrust(data) : ''}</span>
    ${
      progress
        ? html`<progress max=${progress.total} .value=${progress.done} aria-label="Layout"></progress>
            <button class="small" @click=${onStop}>Stop here</button>`
        : renderPictureButtons(!data, onSave)
    }
  </div>`;
}

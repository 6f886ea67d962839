import { html, nothing, type TemplateResult } from 'lit';
import type { LabController } from '../state/index.ts';
import { renderNotices } from './notice-list.ts';

/** The default composition: where the panels stand. What they show, the lab around them gives them (panel-feeds.ts). */
export function renderDashboard(lab: LabController | undefined, hidden: ReadonlySet<string>): TemplateResult {
  const show = (panel: string, template: TemplateResult) => (hidden.has(panel) ? nothing : template);
  return html`<div part="dashboard">
    ${show('header', html`<ae-header part="header"></ae-header>`)}
    <div class="notices">${renderNotices(lab)}</div>
    <div class="panels ${hidden.has('map') ? 'without-map' : ''}">
      ${show('controls', html`<ae-controls class="controls" part="controls"></ae-controls>`)}
      ${show(
        'map',
        html`<div class="map">
          <ae-latent-map part="map"></ae-latent-map>
          <ae-selection-panel part="selection"></ae-selection-panel>
          <ae-map-tray part="tray"></ae-map-tray>
        </div>`,
      )}
      ${show('card', html`<ae-image-card class="card" part="card"></ae-image-card>`)}
      ${show(
        'reconstructions',
        html`<ae-reconstruction-grid
          class="reconstructions"
          part="reconstructions"
        ></ae-reconstruction-grid>`,
      )}
      ${
        hidden.has('learning') && hidden.has('architecture')
          ? nothing
          : html`<div class="learning">
              ${show('learning', html`<ae-loss-chart part="learning"></ae-loss-chart>`)}
              ${show('architecture', html`<ae-architecture part="architecture"></ae-architecture>`)}
            </div>`
      }
      ${show('settings', html`<ae-settings class="settings" part="settings"></ae-settings>`)}
      ${show('uses', html`<ae-uses class="uses" part="uses"></ae-uses>`)}
    </div>
  </div>`;
}

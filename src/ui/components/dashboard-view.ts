import { html, nothing, type TemplateResult } from 'lit';
import { describeSample, type LabController, type Order } from '../state/index.ts';
import './ae-architecture.ts';
import './ae-controls.ts';
import './ae-header.ts';
import './ae-image-card.ts';
import './ae-latent-map.ts';
import './explore/ae-map-tray.ts';
import './ae-loss-chart.ts';
import './ae-notice.ts';
import './ae-reconstruction-grid.ts';
import './ae-settings.ts';
import './ae-uses.ts';
import type { Theme } from './ae-header.ts';
import type { CommandEvent } from './send-command.ts';

export interface DashboardView {
  lab: LabController | undefined;
  theme: Theme;
  /** Names of panels that are not shown. */
  hidden: ReadonlySet<string>;
  /** Index of the image under the pointer. */
  hovered: number | null;
  /** Index of the pinned image. */
  pinned: number | null;
  onOrder(order: Order): void;
  onHover(index: number | null): void;
  onPin(index: number | null): void;
}

type PointEvent = CustomEvent<{ index: number | null }>;
type MethodEvent = CustomEvent<{ method: 'umap' | 'pca' }>;

/** The default composition: all panels, fed from the lab; what they ask for stays inside the element. */
export function renderDashboard(view: DashboardView): TemplateResult {
  const { lab, hidden } = view;
  const isHidden = (panel: string) => hidden.has(panel);
  return html`<div
    part="dashboard"
    @ae-command=${(event: CommandEvent) => handle(event, () => view.onOrder(event.detail))}
    @map-hover=${(event: PointEvent) => handle(event, () => view.onHover(event.detail.index))}
    @map-pin=${(event: PointEvent) => handle(event, () => view.onPin(event.detail.index))}
    @map-method=${(event: MethodEvent) =>
      handle(event, () => view.onOrder({ command: 'map-method', value: event.detail.method }))}
  >
    ${isHidden('header') ? nothing : renderHeader(view)}
    <div class="notices">${renderNotices(view)}</div>
    <div class="panels ${isHidden('map') ? 'without-map' : ''}">
      ${isHidden('controls') ? nothing : renderControls(lab)} ${isHidden('map') ? nothing : renderMap(view)}
      ${isHidden('card') ? nothing : renderCard(view)}
      ${isHidden('reconstructions') ? nothing : renderReconstructions(lab)}
      ${isHidden('learning') && isHidden('architecture') ? nothing : renderLearning(lab, isHidden)}
      ${isHidden('settings') ? nothing : renderSettings(lab)} ${isHidden('uses') ? nothing : renderUses(view)}
    </div>
  </div>`;
}

/** The components' events are for the element alone: its own are those that its documentation names. */
function handle(event: Event, act: () => void): void {
  event.stopPropagation();
  act();
}

function isLocked(lab: LabController | undefined): boolean {
  return lab === undefined || lab.state === 'training' || lab.state === 'loading';
}

function renderHeader({ lab, theme }: DashboardView) {
  return html`<ae-header
    part="header"
    .info=${lab?.dataset}
    .summary=${lab?.summary}
    .capabilities=${lab?.capabilities}
    .imagesPerSecond=${lab?.run.progress?.imagesPerSecond}
    .preset=${lab?.settings.preset ?? 'compact'}
    .theme=${theme}
    .locked=${isLocked(lab)}
  ></ae-header>`;
}

function renderNotices({ lab, onOrder }: DashboardView) {
  return lab?.notices.list.map(
    ({ id, kind, message, actions }) =>
      html`<ae-notice
        part="notice"
        .kind=${kind}
        .message=${message}
        .actions=${actions}
        @ae-command=${(event: CommandEvent) => {
          if (event.detail.command !== 'dismiss') return;
          handle(event, () => onOrder({ command: 'dismiss', value: id }));
        }}
      ></ae-notice>`,
  );
}

function renderControls(lab: LabController | undefined) {
  const { progress, history } = lab?.run ?? {};
  const validationRmse = history?.at(-1)?.validationRmse;
  return html`<ae-controls
    class="controls"
    part="controls"
    .state=${lab?.state ?? 'idle'}
    .progress=${lab?.loading ?? (progress && { ...progress, validationRmse })}
    .settings=${lab?.settings}
  ></ae-controls>`;
}

function renderMap({ lab, hovered, pinned }: DashboardView) {
  const data = lab?.views.map.data;
  return html`<div class="map">
    <ae-latent-map
      part="map"
      .data=${lab?.explorer.replay.data ?? data}
      .methods=${data && !data.latents ? ['pca'] : ['umap', 'pca']}
      .hovered=${hovered}
      .selected=${pinned}
    ></ae-latent-map>
    <ae-map-tray
      part="tray"
      .explorer=${lab?.explorer}
      .version=${lab?.explorer.version ?? 0}
      .pinned=${pinned}
    ></ae-map-tray>
  </div>`;
}

function renderCard({ lab, hovered, pinned }: DashboardView) {
  const data = lab?.explorer.replay.data ?? lab?.views.map.data;
  const row = data ? data.indices.indexOf(hovered ?? pinned ?? -1) : -1;
  return html`<ae-image-card
    class="card"
    part="card"
    .sample=${data && row >= 0 ? describeSample(data, row) : undefined}
    .pinned=${row >= 0 && data!.indices[row] === pinned}
    .imageShape=${data?.imageShape ?? [28, 28, 1]}
  ></ae-image-card>`;
}

function renderReconstructions(lab: LabController | undefined) {
  return html`<ae-reconstruction-grid
    class="reconstructions"
    part="reconstructions"
    .reconstructions=${lab?.views.reconstructions}
    .imageShape=${lab?.dataset?.imageShape ?? [28, 28, 1]}
    .evaluation=${lab?.views.evaluation}
    .pcaRmse=${lab?.views.pcaBaseline?.testRmse}
    .count=${lab?.views.count ?? 3}
  ></ae-reconstruction-grid>`;
}

function renderLearning(lab: LabController | undefined, isHidden: (panel: string) => boolean) {
  const { pcaBaseline } = lab?.views ?? {};
  return html`<div class="learning">
    ${
      isHidden('learning')
        ? nothing
        : html`<ae-loss-chart
            part="learning"
            .history=${lab?.run.history ?? []}
            .pcaRmse=${pcaBaseline?.testRmse}
            .pcaComponents=${pcaBaseline?.components ?? 0}
            .epochs=${lab?.settings.epochs ?? 0}
          ></ae-loss-chart>`
    }
    ${isHidden('architecture') ? nothing : html`<ae-architecture part="architecture" .summary=${lab?.summary}></ae-architecture>`}
  </div>`;
}

function renderUses({ lab, hidden }: DashboardView) {
  return html`<ae-uses class="uses" part="uses" .lab=${lab} .omitted=${hidden}></ae-uses>`;
}

function renderSettings(lab: LabController | undefined) {
  return html`<ae-settings
    class="settings"
    part="settings"
    .settings=${lab?.settings ?? {}}
    .locked=${isLocked(lab) || lab!.run.isBegun}
  ></ae-settings>`;
}

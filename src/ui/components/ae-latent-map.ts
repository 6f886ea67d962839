import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  createScatterMap,
  formatShare,
  type GroundPhase,
  type Rgb,
  type ScatterMap,
} from '../charts/index.ts';
import { baseStyles, colourOfLabel, labelPalette } from '../styles/index.ts';
import { countClasses, prepareScatter, type LatentMapData } from './map-view-data.ts';
import './ae-map-legend.ts';
import { latentMapStyles } from './ae-latent-map-styles.ts';
import type { LegendEntry } from './ae-map-legend.ts';
import { defineElement } from './define-element.ts';
import { describeKeys, describePoint, describeTrust } from './describe-map.ts';
import { drawPixels } from './draw-pixels-directive.ts';
import { placeMarks } from './map-marks.ts';
import { placeOverlay, renderOverlay, type MapOverlay } from './map-overlay.ts';
import { describeGround, moveGround, type MapTool } from './map-tool.ts';
import { readMapKey, type MapKey } from './map-keys.ts';
import { renderMapToolbar } from './map-toolbar.ts';
import { resolveColours } from './resolve-colours.ts';
import { sendEvent } from './send-command.ts';
import { PanelElement } from './panel-element.ts';

/**
 * Every image as a point of the plane. Pointer and keyboard find images; zoomed in, points become the images.
 * Images are named by `index`, their position in the file, so a name stays right whatever is hidden.
 *
 * @fires map-hover - `{index, row}`, both null when nothing is pointed at
 * @fires map-pin - `{index, row}`, both null when cleared
 * @fires map-point - `{x, y, phase, nearest}` while `tool` is `decode` or `walk`: see `MapPoint`
 * @fires map-method - `{method: 'umap' | 'pca'}`
 * @csspart title @csspart stage @csspart legend @csspart toolbar
 */
@defineElement('ae-latent-map')
export class AeLatentMap extends PanelElement {
  static override styles = [baseStyles, latentMapStyles];

  @property({ attribute: false }) data: LatentMapData | undefined;
  @property({ attribute: false }) hovered: number | null = null;
  @property({ attribute: false }) selected: number | null = null;
  /** Projections to choose from; the chosen one is `data.method`. */
  @property({ attribute: false }) methods: readonly ('umap' | 'pca')[] = ['umap', 'pca'];
  /** What a click does: pins an image, or, with a tool, tells of the place. */
  @property() tool: MapTool = 'hover';
  /** What tools lay over the map. */
  @property({ attribute: false }) overlay: MapOverlay | undefined;
  @state() private hiddenLabels: ReadonlySet<number> = new Set();
  @query('canvas.points') private canvas!: HTMLCanvasElement;
  @query('.ring.hovered') private hoverRing!: HTMLElement;
  @query('.ring.pinned') private pinRing!: HTMLElement;
  @query('.lens') private lens!: HTMLElement;
  @query('.overlay') private overlayLayer!: HTMLElement;
  private map: ScatterMap | undefined;
  private entries: readonly LegendEntry[] = [];
  private rows = new Map<number, number>();
  private colours: Rgb[] = [];
  /** Where keys have moved the tool on the ground. */
  private ground: [x: number, y: number] | undefined;
  private background: Rgb = [0, 0, 0];
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly recolour = () => {
    this.colours = [];
    this.requestUpdate();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.dark.addEventListener('change', this.recolour);
    this.addEventListener('transitionend', this.recolour);
    this.recolour();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dark.removeEventListener('change', this.recolour);
    this.removeEventListener('transitionend', this.recolour);
    this.map?.destroy();
    this.map = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('data')) return;
    const before = changed.get('data');
    if (before?.labels !== this.data?.labels) {
      this.entries = this.data ? countClasses(this.data) : [];
    }
    if (before?.indices !== this.data?.indices) {
      this.rows = new Map(Array.from(this.data?.indices ?? [], (index, row) => [index, row]));
    }
  }

  override render() {
    const { data } = this;
    const hoveredRow = this.rowOf(this.hovered);
    return html`${this.renderToolbar()}
      <div class="body">
        <div class="stage" part="stage">
          <canvas
            class="points"
            role="application"
            aria-roledescription="map of images"
            aria-label=${describeKeys(data?.title ?? 'Latent map')}
            tabindex=${data ? 0 : -1}
            @keydown=${this.onKey}
          ></canvas>
          <div class="ring pinned" hidden></div>
          <div class="ring hovered" hidden></div>
          <div class="lens" aria-hidden="true" hidden>${this.renderLens()}</div>
          ${renderOverlay(this.overlay, data?.imageShape ?? [28, 28, 1])} ${this.renderAxes()}
          ${
            data
              ? nothing
              : html`<p class="empty muted">
                  Every test image will be a point here, near those that the model finds alike.
                </p>`
          }
        </div>
        <ae-map-legend
          part="legend"
          .entries=${this.entries}
          .hiddenLabels=${this.hiddenLabels}
          @map-classes=${(event: CustomEvent<{ hidden: Set<number> }>) => (this.hiddenLabels = event.detail.hidden)}
        ></ae-map-legend>
      </div>
      <div class="foot muted">
        <span>${data ? describeTrust(data) : ''}</span>
        ${
          data?.progress
            ? html`<progress
                max=${data.progress.total}
                .value=${data.progress.done}
                aria-label="Layout"
              ></progress>`
            : nothing
        }
      </div>
      <div class="visually-hidden" role="status">
        ${data && hoveredRow >= 0 ? describePoint(data, hoveredRow) : ''}
      </div>`;
  }

  private renderToolbar() {
    const { data, methods } = this;
    return renderMapToolbar({
      title: data?.title ?? 'Latent map',
      methods,
      method: data?.method,
      disabled: !data,
      onMethod: (method) => sendEvent(this, 'map-method', { method }),
      onZoom: (factor) => this.map?.zoomBy(factor),
      onWhole: () => this.map?.resetZoom(),
    });
  }

  private renderLens() {
    const { data } = this;
    const row = this.rowOf(this.hovered);
    if (!data || row < 0 || data.images.length === 0) return nothing;
    const pixels = data.imageShape[0] * data.imageShape[1] * data.imageShape[2];
    const image = data.images.subarray(row * pixels, (row + 1) * pixels);
    return html`<canvas class="pixels" ${drawPixels(image, data.imageShape)}></canvas>`;
  }

  private renderAxes() {
    const { explained } = this.data ?? {};
    if (!explained) return nothing;
    return html`<span class="axis x">component 1, ${formatShare(explained[0])} of the variance →</span>
      <span class="axis y">component 2, ${formatShare(explained[1])} of the variance →</span>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.data) return;
    if (this.colours.length === 0) {
      const labelled = this.data.labels.length > 0;
      const names = labelled ? labelPalette.map((_, label) => colourOfLabel(label)) : ['var(--_muted)'];
      [this.background, ...this.colours] = resolveColours(this.renderRoot as ShadowRoot, [
        'var(--_background)',
        ...names,
      ]);
    }
    const only = [...changed.keys()].every(
      (key) => key === 'hovered' || key === 'selected' || key === 'overlay' || key === 'tool',
    );
    if (only && changed.size > 0 && this.map) return this.placeMarks();
    const options = {
      colours: this.colours,
      background: this.background,
      hidden: this.hiddenLabels,
      animate: !this.calm.matches,
      onHover: (row: number) => this.point('map-hover', row),
      onPin: (row: number) => {
        if (this.tool === 'hover') this.point('map-pin', row);
      },
      onGround: (phase: GroundPhase, place: readonly [number, number]) => {
        this.ground = undefined;
        this.tellGround(phase, place);
      },
      onDraw: () => this.placeMarks(),
    };
    const scatter = prepareScatter(this.data);
    if (this.map) this.map.update(scatter, options);
    else this.map = createScatterMap(this.canvas, scatter, options);
    this.placeMarks();
  }

  private point(event: 'map-hover' | 'map-pin', row: number): void {
    const index = row < 0 ? null : this.data!.indices[row];
    if (event === 'map-hover') {
      if (index === this.hovered) return;
      this.hovered = index;
    } else {
      this.selected = index;
    }
    sendEvent(this, event, { index, row: row < 0 ? null : row });
  }

  private rowOf(index: number | null): number {
    const row = index === null ? -1 : (this.rows.get(index) ?? -1);
    return row >= 0 && this.hiddenLabels.has(this.data!.labels[row]) ? -1 : row;
  }

  private placeMarks(): void {
    const marks = { pinned: this.pinRing, hovered: this.hoverRing, lens: this.lens };
    if (!this.map) return;
    placeMarks(marks, this.map, this.canvas, this.rowOf(this.hovered), this.rowOf(this.selected));
    placeOverlay(this.overlayLayer, this.overlay, this.map);
  }

  /** Tells whoever has set a tool where it is, and what is near. */
  private tellGround(phase: GroundPhase, place: readonly [number, number]): void {
    if (this.tool !== 'hover' && this.map && this.data)
      sendEvent(this, 'map-point', describeGround(this.map, this.data.indices, phase, place));
  }

  private onKey(event: KeyboardEvent): void {
    const key = readMapKey(event);
    if (!key || !this.map || !this.data) return;
    event.preventDefault();
    if (key.do === 'go' && this.tool === 'decode') {
      this.ground = moveGround(this.map, this.canvas, this.ground, key.direction);
      return this.tellGround('move', this.ground);
    }
    if (key.do === 'pin' && this.tool !== 'hover') {
      const row = this.rowOf(this.hovered);
      const place =
        this.tool === 'decode'
          ? this.ground
          : row < 0
            ? undefined
            : this.map.toGround(this.map.positionOf(row));
      if (place) this.tellGround('click', place);
      return;
    }
    if (key.do === 'go' || key.do === 'step') this.goTo(this.findTarget(key));
    else if (key.do === 'zoom') this.map.zoomBy(key.factor);
    else if (key.do === 'reset-zoom') this.map.resetZoom();
    else if (key.do === 'pin') this.point('map-pin', this.rowOf(this.hovered));
    else {
      this.point('map-hover', -1);
      this.point('map-pin', -1);
    }
  }

  private findTarget(key: MapKey & { do: 'go' | 'step' }): number {
    const from = this.rowOf(this.hovered ?? this.selected);
    if (from < 0) return this.map!.findCentral();
    return key.do === 'go' ? this.map!.findNext(from, key.direction) : this.map!.findByNumber(from, key.by);
  }

  private goTo(row: number): void {
    if (row < 0) return;
    this.map!.reveal(row);
    this.point('map-hover', row);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-latent-map': AeLatentMap;
  }
}

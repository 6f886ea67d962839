import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  createScatterMap,
  type GroundPhase,
  type ScatterMap,
  type ScatterMapOptions,
} from '../charts/index.ts';
import type { ProjectionMethod } from '../../workers/index.ts';
import { nextTask, readSelectionMode, type Colouring, type SelectionMode } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import {
  countClasses,
  findWholeClasses,
  prepareScatter,
  prepareStates,
  type LatentMapData,
} from './map-view-data.ts';
import './ae-map-legend.ts';
import { latentMapStyles } from './ae-latent-map-styles.ts';
import type { LegendEntry } from './ae-map-legend.ts';
import { defineElement } from './define-element.ts';
import { describeKeys, describePoint, describeTrust } from './describe-map.ts';
import { findColourings, inkPoints, valuesOf, type PointInks } from './map-colouring.ts';
import { resolveInks, type MapInks } from './map-inks.ts';
import { placeMarks } from './map-marks.ts';
import { placeOverlay, renderOverlay, type MapOverlay } from './map-overlay.ts';
import { MapPicking, type PickingHost } from './map-picking.ts';
import { renderAxes, renderLens } from './map-stage.ts';
import { describeGround, moveGround, type MapTool } from './map-tool.ts';
import { readMapKey, type MapKey } from './map-keys.ts';
import { renderMapToolbar, renderMapZoom, renderPictureButtons } from './map-toolbar.ts';
import { NeighbourWalk } from './neighbour-walk.ts';
import { saveMapPicture } from './save-map-picture.ts';
import { sendCommand, sendEvent } from './send-command.ts';
import { ThrottledSpeech } from './throttled-speech.ts';
import { PanelElement } from './panel-element.ts';

const noLabels: ReadonlySet<number> = new Set();

/**
 * Every image as a point of the plane. Pointer and keyboard find images; zoomed in, points become the images.
 * Images are named by `index`, their position in the file, so a name stays right whatever is hidden.
 *
 * @fires map-hover - `{index, row}`, both null when nothing is pointed at
 * @fires map-pin - `{index, row}`, both null when cleared
 * @fires map-point - `{x, y, phase, nearest}` while `tool` is `decode` or `walk`: see `MapPoint`
 * @fires map-select - `{indices}`: the images that are now picked out, by lasso, rectangle, class or range of values
 * @fires map-method - `{method, dimensions?}`
 * @fires map-colour - `{colouring}`
 * @fires map-size - `{pointSize}`
 * @csspart title @csspart stage @csspart legend @csspart toolbar
 */
@defineElement('ae-latent-map')
export class AeLatentMap extends PanelElement implements PickingHost {
  static override styles = [baseStyles, latentMapStyles];

  @property({ attribute: false }) data: LatentMapData | undefined;
  @property({ attribute: false }) hovered: number | null = null;
  @property({ attribute: false }) selected: number | null = null;
  /** Projections to choose from; the chosen one is `data.method`. */
  @property({ attribute: false }) methods: readonly ProjectionMethod[] = ['umap', 'pca'];
  /** Indices of the images that are picked out; where there are two or more, the others are grey. */
  @property({ attribute: false }) selection: readonly number[] = [];
  /** What colours mean; where the data has no such values, the label. */
  @property() colouring: Colouring = 'label';
  /** What a click does: pins an image, or, with a tool, tells of the place. */
  @property() tool: MapTool = 'hover';
  /** What tools lay over the map. */
  @property({ attribute: false }) overlay: MapOverlay | undefined;
  /** Of the points, times what suits their number. */
  @property({ type: Number }) pointSize = 1;
  /** What model and run made the map, for the foot of saved pictures. */
  @property() making = '';
  @state() private hiddenLabels: ReadonlySet<number> = new Set();
  @query('canvas.points') private canvas!: HTMLCanvasElement;
  @query('.ring.hovered') private hoverRing!: HTMLElement;
  @query('.ring.pinned') private pinRing!: HTMLElement;
  @query('.lens') private lens!: HTMLElement;
  @query('.overlay') private overlayLayer!: HTMLElement;
  private map: ScatterMap | undefined;
  private mapMade: Promise<void> | undefined;
  private entries: readonly LegendEntry[] = [];
  private rows = new Map<number, number>();
  private selectedRows: readonly number[] = [];
  private inks: MapInks | undefined;
  private dressing: PointInks & { states?: Uint8Array } = {};
  private readonly picking = new MapPicking(this);
  private readonly walk = new NeighbourWalk();
  private readonly speech = new ThrottledSpeech(() => this.requestUpdate('speech'));
  /** Where keys have moved the tool on the ground. */
  private ground: [x: number, y: number] | undefined;
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly recolour = () => {
    this.inks = undefined;
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

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('data')) this.takeData(changed.get('data') as LatentMapData | undefined);
    const { data } = this;
    if (data && ['data', 'selection', 'colouring', 'hiddenLabels'].some((key) => changed.has(key))) {
      const rows = this.selection.flatMap((index) => this.rows.get(index) ?? []);
      this.selectedRows = rows;
      const states = prepareStates(data, this.hiddenLabels, rows);
      this.dressing = { ...inkPoints(data, this.colouring), ...(states && { states }) };
    }
  }

  private takeData(before: LatentMapData | undefined): void {
    if (before?.labels !== this.data?.labels) {
      if (!before?.labels.length !== !this.data?.labels.length) this.inks = undefined;
      this.entries = this.data ? countClasses(this.data) : [];
    }
    if (before?.indices !== this.data?.indices) this.picking.putAway();
    if (before?.indices !== this.data?.indices) {
      this.rows = new Map();
      this.data?.indices.forEach((index, row) => this.rows.set(index, row));
    }
  }

  override render() {
    const { data } = this;
    const hoveredRow = this.rowOf(this.hovered);
    this.speech.say(data && hoveredRow >= 0 ? describePoint(data, hoveredRow) : '');
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
          <div class="lens" aria-hidden="true" hidden>${renderLens(data, hoveredRow)}</div>
          ${renderOverlay(this.overlay, data?.imageShape ?? [28, 28, 1])} ${this.picking.render()}
          ${renderAxes(data)}
          ${renderMapZoom({
            disabled: !data,
            onZoom: (factor) => this.map?.zoomBy(factor),
            onWhole: () => this.map?.resetZoom(),
          })}
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
          .scale=${this.dressing.scale}
          .mistakes=${this.dressing.mistakes}
          .selectedLabels=${data ? findWholeClasses(data.labels, this.selectedRows, this.entries) : noLabels}
          .pointSize=${this.pointSize}
          @legend-class=${({
            detail: { label, mode },
          }: CustomEvent<{ label: number; mode: SelectionMode }>) =>
            this.picking.selectWhere((row) => data!.labels[row] === label, mode)}
          @legend-mistakes=${() => this.picking.selectWhere((row) => this.dressing.ringed?.[row] === 1, 'replace')}
          @map-size=${(event: CustomEvent<{ pointSize: number }>) => (this.pointSize = event.detail.pointSize)}
          @legend-range=${(event: CustomEvent<{ low: number; high: number }>) => this.selectRange(event.detail)}
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
                ></progress>
                <button class="small" @click=${() => sendCommand(this, 'map-stop')}>Stop here</button>`
            : renderPictureButtons(!data, (format) => this.savePicture(format))
        }
      </div>
      <div class="visually-hidden" role="status">${this.speech.text}</div>`;
  }

  private renderToolbar() {
    const { data, methods } = this;
    return renderMapToolbar({
      title: data?.title ?? 'Latent map',
      methods,
      method: data?.method,
      dimensions: data?.dimensions ?? [0, 1],
      latentDim: data?.latentDim ?? 0,
      colouring: this.dressing.inkOf ? this.colouring : 'label',
      colourings: data ? findColourings(data) : ['label'],
      picking: this.picking.shape,
      disabled: !data,
      onMethod: (detail) => sendEvent(this, 'map-method', detail),
      onColouring: (colouring) => {
        this.colouring = colouring;
        sendEvent(this, 'map-colour', { colouring });
      },
      onPicking: (shape) => this.picking.toggle(shape),
    });
  }

  override updated(changed: PropertyValues<this>): void {
    if (!this.data) return;
    const isRecoloured = this.inks === undefined;
    this.inks ??= resolveInks(this.renderRoot as ShadowRoot, this.data.labels.length > 0);
    // Pointing at images and much else changes only what lies over the points.
    const isRedrawn =
      isRecoloured ||
      ['data', 'selection', 'colouring', 'hiddenLabels'].some((key) => (changed as PropertyValues).has(key));
    if (!isRedrawn && this.map) return this.placeMarks();
    if (this.map) this.map.update(prepareScatter(this.data), this.chartOptions(this.inks));
    // In a task of its own: first data come when the page has much else to draw.
    else this.mapMade ??= nextTask().then(() => this.makeMap()).then(nextTask);
    this.placeMarks();
  }

  /** Updated means that the points are drawn too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.mapMade;
    return complete;
  }

  private makeMap(): void {
    this.mapMade = undefined;
    if (!this.isConnected || !this.data || !this.inks || this.map) return;
    this.map = createScatterMap(this.canvas, prepareScatter(this.data), this.chartOptions(this.inks));
    this.placeMarks();
  }

  private chartOptions({ background, text, faint, scale, labels }: MapInks): ScatterMapOptions {
    const { states, inkOf, ringed, scale: byValue } = this.dressing;
    return {
      colours: byValue ? scale : labels,
      ...{ background, faint },
      ...(inkOf && { inkOf }),
      ...(ringed && { ringed, ring: text }),
      ...(states && { states }),
      pointSize: this.pointSize,
      animate: !this.calm.matches,
      onHover: (row) => this.point('map-hover', row),
      onPin: (row, event) => {
        if (this.tool === 'hover') this.pick(row, readSelectionMode(event));
      },
      onGround: (phase, place) => {
        this.ground = undefined;
        this.tellGround(phase, place);
      },
      onDraw: () => this.placeMarks(),
    };
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

  /** A click: alone it pins one image, with Shift or Alt it adds to the selection or takes away. */
  private pick(row: number, mode: SelectionMode): void {
    if (mode === 'replace') this.point('map-pin', row);
    else if (row >= 0) this.picking.select([this.data!.indices[row]], mode);
  }

  private selectRange({ low, high }: { low: number; high: number }): void {
    // Both ends open: nothing is picked out.
    if (low === -Infinity && high === Infinity) return this.picking.select([], 'replace');
    const { colouring } = this;
    if (colouring === 'label' || colouring === 'prediction') return;
    const values = valuesOf(this.data!, colouring);
    if (values) this.picking.selectWhere((row) => values[row] >= low && values[row] <= high, 'replace');
  }

  get drawn(): PickingHost['drawn'] {
    const { data, map, dressing } = this;
    return data && map && { data, map, states: dressing.states };
  }

  passOn(event: Event): void {
    const Kind = event.constructor as new (type: string, init: Event) => Event;
    if (event.type === 'wheel') event.preventDefault();
    this.canvas.dispatchEvent(new Kind(event.type, event));
  }

  private savePicture(format: 'png' | 'svg'): void {
    const { data, map, canvas, inks, dressing, entries, making } = this;
    if (data && map && inks)
      void saveMapPicture(format, { data, map, canvas, inks, entries, making, ...dressing });
  }

  private rowOf(index: number | null): number {
    const row = index === null ? -1 : (this.rows.get(index) ?? -1);
    return row >= 0 && this.hiddenLabels.has(this.data!.labels[row]) ? -1 : row;
  }

  private placeMarks(): void {
    const marks = { pinned: this.pinRing, hovered: this.hoverRing, lens: this.lens };
    if (!this.map) return;
    placeMarks(marks, this.map, this.rowOf(this.hovered), this.rowOf(this.selected));
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
    if (key.do === 'corner') return this.picking.addCorner(this.rowOf(this.hovered));
    if (key.do === 'pin' && this.picking.closeCorners(readSelectionMode(event))) return;
    if (key.do === 'go' || key.do === 'step' || key.do === 'neighbour') this.goTo(this.findTarget(key));
    else if (key.do === 'zoom') this.map.zoomBy(key.factor);
    else if (key.do === 'reset-zoom') this.map.resetZoom();
    else if (key.do === 'pin') this.pick(this.rowOf(this.hovered), readSelectionMode(event));
    else if (!this.picking.putAway()) {
      this.point('map-hover', -1);
      this.point('map-pin', -1);
    }
  }

  private findTarget(key: MapKey & { do: 'go' | 'step' | 'neighbour' }): number {
    const from = this.rowOf(this.hovered ?? this.selected);
    if (from < 0) return this.map!.findCentral();
    if (key.do === 'neighbour') return this.walk.step(this.data!, from, key.by);
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

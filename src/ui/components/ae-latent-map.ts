import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { GroundPhase } from '../charts/index.ts';
import type { ProjectionMethod } from '../../workers/index.ts';
import { readSelectionMode, type Colouring, type SelectionMode } from '../state/index.ts';
import { baseStyles } from '../styles/index.ts';
import { countClasses, findWholeClasses, prepareStates, type LatentMapData } from './map-view-data.ts';
import './ae-map-legend.ts';
import { latentMapStyles } from './ae-latent-map-styles.ts';
import type { LegendEntry } from './ae-map-legend.ts';
import { defineElement } from './define-element.ts';
import { describeKeys, describePoint } from './describe-map.ts';
import { findColourings, inkPoints, type PointInks } from './map-colouring.ts';
import { MapKeyboard, type KeyboardHost } from './map-keyboard.ts';
import { placeMarks } from './map-marks.ts';
import { placeOverlay, renderOverlay, type MapOverlay } from './map-overlay.ts';
import { MapPicking, type PickingHost } from './map-picking.ts';
import { renderAxes, renderLens, renderMapFoot } from './map-stage.ts';
import { describeGround, type MapTool } from './map-tool.ts';
import { MapSurface } from './map-surface.ts';
import { renderMapToolbar, renderMapZoom } from './map-toolbar.ts';
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
export class AeLatentMap extends PanelElement implements PickingHost, KeyboardHost {
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
  @query('.ring.hovered') private hoverRing!: HTMLElement;
  @query('.ring.pinned') private pinRing!: HTMLElement;
  @query('.lens') private lens!: HTMLElement;
  @query('.overlay') private overlayLayer!: HTMLElement;
  private entries: readonly LegendEntry[] = [];
  private rows = new Map<number, number>();
  private selectedRows: readonly number[] = [];
  private dressing: PointInks & { states?: Uint8Array } = {};
  private readonly picking = new MapPicking(this);
  private readonly keyboard = new MapKeyboard(this, this.picking);
  private readonly speech = new ThrottledSpeech(() => this.requestUpdate('speech'));
  private readonly surface = new MapSurface(
    this,
    () => this.data && { data: this.data, dressing: this.dressing, pointSize: this.pointSize },
    {
      onHover: (row) => this.point('map-hover', row),
      onPin: (row, event) => {
        if (this.tool === 'hover') this.pick(row, readSelectionMode(event));
      },
      onGround: (phase, place) => {
        this.keyboard.forgetGround();
        this.tellGround(phase, place);
      },
      onDraw: () => this.placeMarks(),
    },
  );

  protected override willUpdate(changed: PropertyValues): void {
    // A click is the other tool's from here on.
    if (changed.has('tool') && this.tool !== 'hover') this.picking.putAway();
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
      if (!before?.labels.length !== !this.data?.labels.length) this.surface.inks = undefined;
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
            @keydown=${this.keyboard.handle}
          ></canvas>
          <div class="ring pinned" hidden></div>
          <div class="ring hovered" hidden></div>
          <div class="lens" aria-hidden="true" hidden>${renderLens(data, hoveredRow)}</div>
          ${renderOverlay(this.overlay, data?.imageShape ?? [28, 28, 1])} ${this.picking.render()}
          ${renderAxes(data)}
          ${renderMapZoom({
            disabled: !data,
            onZoom: (factor) => this.surface.map?.zoomBy(factor),
            onWhole: () => this.surface.map?.resetZoom(),
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
          @legend-range=${(event: CustomEvent<{ low: number; high: number }>) => this.picking.selectRange(this.colouring, event.detail)}
          @map-classes=${(event: CustomEvent<{ hidden: Set<number> }>) => (this.hiddenLabels = event.detail.hidden)}
        ></ae-map-legend>
      </div>
      ${renderMapFoot(data, {
        onStop: () => sendCommand(this, 'map-stop'),
        onSave: (format) => this.savePicture(format),
      })}
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

  override updated(changed: PropertyValues): void {
    // Pointing at images and much else changes only what lies over the points.
    this.surface.draw(
      ['data', 'selection', 'colouring', 'hiddenLabels', 'pointSize'].some((key) => changed.has(key)),
    );
  }

  /** Updated means that the points are drawn too. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.surface.made;
    return complete;
  }

  /** Says that an image is pointed at, or pinned; none with row −1. */
  point(event: 'map-hover' | 'map-pin', row: number): void {
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
  pick(row: number, mode: SelectionMode): void {
    if (mode === 'replace') this.point('map-pin', row);
    else if (row >= 0) this.picking.select([this.data!.indices[row]], mode);
  }

  get drawn(): PickingHost['drawn'] {
    const { data, dressing } = this;
    const { map } = this.surface;
    return data && map && { data, map, states: dressing.states };
  }

  get hoveredRow(): number {
    return this.rowOf(this.hovered);
  }

  get selectedRow(): number {
    return this.rowOf(this.selected);
  }

  passOn(event: Event): void {
    const Kind = event.constructor as new (type: string, init: Event) => Event;
    if (event.type === 'wheel') event.preventDefault();
    this.surface.canvas.dispatchEvent(new Kind(event.type, event));
  }

  private savePicture(format: 'png' | 'svg'): void {
    const { data, dressing, entries, making } = this;
    const { map, canvas, inks } = this.surface;
    if (data && map && inks)
      void saveMapPicture(format, { data, map, canvas, inks, entries, making, ...dressing });
  }

  private rowOf(index: number | null): number {
    const row = index === null ? -1 : (this.rows.get(index) ?? -1);
    return row >= 0 && this.hiddenLabels.has(this.data!.labels[row]) ? -1 : row;
  }

  private placeMarks(): void {
    const { map } = this.surface;
    if (!map) return;
    const marks = { pinned: this.pinRing, hovered: this.hoverRing, lens: this.lens };
    placeMarks(marks, map, this.hoveredRow, this.selectedRow);
    placeOverlay(this.overlayLayer, this.overlay, map);
  }

  /** Tells whoever has set a tool where it is, and what is near. */
  tellGround(phase: GroundPhase, place: readonly [number, number]): void {
    const { drawn } = this;
    if (this.tool !== 'hover' && drawn)
      sendEvent(this, 'map-point', describeGround(drawn.map, drawn.data.indices, phase, place));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ae-latent-map': AeLatentMap;
  }
}

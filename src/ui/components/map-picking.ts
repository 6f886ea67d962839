import { polygonContains } from 'd3';
import { html, nothing } from 'lit';
import { pointStates, type ScatterMap } from '../charts/index.ts';
import { combineSelection, type Colouring, type SelectionMode } from '../state/index.ts';
import './ae-map-lasso.ts';
import type { Corner, LassoDetail, LassoShape } from './ae-map-lasso.ts';
import { valuesOf } from './map-colouring.ts';
import type { LatentMapData } from './map-view-data.ts';
import { sendEvent } from './send-command.ts';

/** What picking needs of the map that images are picked on. */
export interface PickingHost extends EventTarget {
  selection: readonly number[];
  /** The data, how it is drawn, and where; undefined before there is any. */
  readonly drawn: { data: LatentMapData; map: ScatterMap; states: Uint8Array | undefined } | undefined;
  requestUpdate(): void;
  /** An event that draws nothing, for the map itself. */
  passOn(event: Event): void;
}

/** Picks images out of a map: by a line round them, a rectangle, corners set by keys, a class or a range of values. */
export class MapPicking {
  /** The tool in hand. */
  shape: LassoShape | undefined;
  /** Rows that keys have set as a lasso's corners. */
  private corners: readonly number[] = [];
  private readonly host: PickingHost;

  constructor(host: PickingHost) {
    this.host = host;
  }

  /** Takes a tool in hand, or puts it away. */
  toggle(shape: LassoShape): void {
    this.shape = this.shape === shape ? undefined : shape;
    this.host.requestUpdate();
  }

  get hasCorners(): boolean {
    return this.corners.length > 0;
  }

  addCorner(row: number): void {
    if (row >= 0) this.setCorners([...this.corners, row]);
  }

  /** Puts corners away, else the tool; false where there was nothing to put away. */
  putAway(): boolean {
    if (!this.hasCorners && !this.shape) return false;
    if (!this.hasCorners) this.shape = undefined;
    this.setCorners([]);
    return true;
  }

  /** Selects what lies within the corners, and the images that are the corners; fewer than three enclose nothing. */
  closeCorners(mode: SelectionMode): boolean {
    const { drawn } = this.host;
    if (!drawn || this.corners.length < 3) return false;
    const polygon = this.corners.map((row) => drawn.map.positionOf(row));
    const corners = new Set(this.corners);
    this.setCorners([]);
    this.selectWhere((row) => corners.has(row) || polygonContains(polygon, drawn.map.positionOf(row)), mode);
    return true;
  }

  /** Of the images whose classes are not hidden, those for whose rows `test` holds. */
  selectWhere(test: (row: number) => boolean, mode: SelectionMode): void {
    const { drawn } = this.host;
    if (!drawn) return;
    const isShown = (row: number) => drawn.states?.[row] !== pointStates.hidden;
    this.select(
      Array.from(drawn.data.indices).filter((_, row) => isShown(row) && test(row)),
      mode,
    );
  }

  /** Of those that are coloured by a value, the ones within a range; with both ends open, none. */
  selectRange(colouring: Colouring, { low, high }: { low: number; high: number }): void {
    const { drawn } = this.host;
    if (low === -Infinity && high === Infinity) return this.select([], 'replace');
    if (!drawn || colouring === 'label' || colouring === 'prediction') return;
    const values = valuesOf(drawn.data, colouring);
    if (values) this.selectWhere((row) => values[row] >= low && values[row] <= high, 'replace');
  }

  select(indices: readonly number[], mode: SelectionMode): void {
    this.host.selection = combineSelection(this.host.selection, indices, mode);
    sendEvent(this.host, 'map-select', { indices: [...this.host.selection] });
  }

  /** What lies over the map while a tool is in hand or corners are set. */
  render() {
    const { drawn } = this.host;
    if (!drawn || (!this.shape && !this.hasCorners)) return nothing;
    return html`<ae-map-lasso
      class=${this.shape ? '' : 'passive'}
      .shape=${this.shape ?? 'lasso'}
      .corners=${this.corners.map((row) => drawn.map.positionOf(row))}
      @lasso-end=${({ detail: { corners, mode } }: CustomEvent<LassoDetail>) => this.selectWithin(corners, mode)}
      @lasso-pass=${({ detail }: CustomEvent<{ event: Event }>) => this.host.passOn(detail.event)}
    ></ae-map-lasso>`;
  }

  private selectWithin(corners: Corner[], mode: SelectionMode): void {
    const { drawn } = this.host;
    if (drawn) this.selectWhere((row) => polygonContains(corners, drawn.map.positionOf(row)), mode);
  }

  private setCorners(corners: readonly number[]): void {
    this.corners = corners;
    this.host.requestUpdate();
  }
}

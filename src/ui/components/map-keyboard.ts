import type { GroundPhase, ScatterMap } from '../charts/index.ts';
import { readSelectionMode, type SelectionMode } from '../state/index.ts';
import { readMapKey, type MapKey } from './map-keys.ts';
import type { MapPicking } from './map-picking.ts';
import { moveGround, type MapTool } from './map-tool.ts';
import type { LatentMapData } from './map-view-data.ts';
import { NeighbourWalk } from './neighbour-walk.ts';

/** What keys need of the map that they move over. Rows are −1 where there is none. */
export interface KeyboardHost {
  readonly tool: MapTool;
  /** The data, and where they are drawn; undefined before there are any. */
  readonly drawn: { data: LatentMapData; map: ScatterMap } | undefined;
  readonly hoveredRow: number;
  readonly selectedRow: number;
  point(event: 'map-hover' | 'map-pin', row: number): void;
  pick(row: number, mode: SelectionMode): void;
  tellGround(phase: GroundPhase, place: readonly [number, number]): void;
}

/** Moves over a map by keys: from image to image, or, with a tool in hand, over the ground between them. */
export class MapKeyboard {
  private readonly host: KeyboardHost;
  private readonly picking: MapPicking;
  private readonly walk = new NeighbourWalk();
  /** Where keys have moved the tool on the ground. */
  private ground: [x: number, y: number] | undefined;

  constructor(host: KeyboardHost, picking: MapPicking) {
    this.host = host;
    this.picking = picking;
  }

  /** The pointer has taken the tool elsewhere. */
  forgetGround(): void {
    this.ground = undefined;
  }

  readonly handle = (event: KeyboardEvent): void => {
    const { drawn } = this.host;
    const key = readMapKey(event);
    if (!key || !drawn) return;
    event.preventDefault();
    if (!this.moveTool(key, drawn.map)) this.act(key, drawn.map, readSelectionMode(event));
  };

  /** Whether the key was for the tool in hand. */
  private moveTool(key: MapKey, map: ScatterMap): boolean {
    const { host } = this;
    if (key.do === 'go' && host.tool === 'decode') {
      this.ground = moveGround(map, this.ground, key.direction);
      host.tellGround('move', this.ground);
      return true;
    }
    if (key.do !== 'pin' || host.tool === 'hover') return false;
    const row = host.hoveredRow;
    const place =
      host.tool === 'decode' ? this.ground : row < 0 ? undefined : map.toGround(map.positionOf(row));
    if (place) host.tellGround('click', place);
    return true;
  }

  private act(key: MapKey, map: ScatterMap, mode: SelectionMode): void {
    const { host, picking } = this;
    if (key.do === 'corner') picking.addCorner(host.hoveredRow);
    else if (key.do === 'pin') {
      if (!picking.closeCorners(mode)) host.pick(host.hoveredRow, mode);
    } else if (key.do === 'zoom') map.zoomBy(key.factor);
    else if (key.do === 'reset-zoom') map.resetZoom();
    else if (key.do === 'clear') {
      if (picking.putAway()) return;
      host.point('map-hover', -1);
      host.point('map-pin', -1);
    } else this.goTo(this.findTarget(key, map), map);
  }

  private findTarget(key: Extract<MapKey, { do: 'go' | 'step' | 'neighbour' }>, map: ScatterMap): number {
    const { hoveredRow, selectedRow, drawn } = this.host;
    const from = hoveredRow < 0 ? selectedRow : hoveredRow;
    if (from < 0) return map.findCentral();
    if (key.do === 'neighbour') return this.walk.step(drawn!.data, from, key.by);
    return key.do === 'go' ? map.findNext(from, key.direction) : map.findByNumber(from, key.by);
  }

  private goTo(row: number, map: ScatterMap): void {
    if (row < 0) return;
    map.reveal(row);
    this.host.point('map-hover', row);
  }
}

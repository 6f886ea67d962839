import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3';
import { glyphNames } from '../styles/index.ts';
import { createGlyphSprite, type GlyphSprite } from './glyph.ts';
import { findFit, fitPoints, type Fit } from './fit-points.ts';
import { packColour, stampGlyph, stampImage, type ImageSheet, type Rgb } from './pixel-raster.ts';
import { createPointGrid, findNearRows, findNeighbourInDirection, type PointGrid } from './point-grid.ts';

export interface ScatterMapData extends ImageSheet {
  /** count × 2, any units. */
  points: Float32Array;
  /** count; classes past the last colour share colours in turn. */
  labels: Uint8Array;
}

export type GroundPhase = 'move' | 'click' | 'leave';

export interface ScatterMapOptions {
  /** Inks to draw with. */
  colours: readonly Rgb[];
  background: Rgb;
  /** Ink of the points that are context. */
  faint: Rgb;
  /** count: which colour a point has; without it its label's, past the last one in turn. */
  inkOf?: Uint8Array;
  /** count: 1 for points to be ringed, which lie above the others. */
  ringed?: Uint8Array;
  /** Ink of the rings. */
  ring?: Rgb;
  /** count: one of `pointStates`; without it all points are drawn alike. */
  states?: Uint8Array;
  /** Of the points, times what suits their number; default 1. */
  pointSize?: number;
  /** False: the layout and the zoom jump instead of moving. */
  animate: boolean;
  onHover: (row: number) => void;
  onPin: (row: number, event: MouseEvent) => void;
  /** For tools that work on the ground between points: where the pointer is, in the units of `points`. */
  onGround?: (phase: GroundPhase, place: readonly [x: number, y: number]) => void;
  /** After every frame: points may have moved on the screen. */
  onDraw: () => void;
}

/** Hidden points cannot be pointed at either; those that are context lie below the others, without their images. */
export const pointStates = { hidden: 0, context: 1, shown: 2 } as const;

export interface ScatterMap {
  update(data: ScatterMapData, options: ScatterMapOptions): void;
  /** Where a point is, in CSS pixels from the canvas' corner. */
  positionOf(row: number): [x: number, y: number];
  /** The same for a place in the units of `points`, whether a point is there or not. */
  toScreen(place: readonly [x: number, y: number]): [x: number, y: number];
  /** The place, in the units of `points`, at CSS pixels from the canvas' corner. */
  toGround(screen: readonly [x: number, y: number]): [x: number, y: number];
  /** Shown points around a place, nearest first, with their distances, in the units of `points`. */
  findNear(place: readonly [x: number, y: number], count: number): { row: number; distance: number }[];
  /** The shown point nearest to the middle of what is seen, or −1. */
  findCentral(): number;
  /** The point to step to from `row`, or −1. Directions are the screen's: y grows downwards. */
  findNext(row: number, direction: readonly [number, number]): number;
  /** The shown point that follows `row` by number, or precedes it; from the last on to the first. */
  findByNumber(row: number, by: 1 | -1): number;
  /** Moves the view, if needed, so that the point can be seen. */
  reveal(row: number): void;
  zoomBy(factor: number): void;
  resetZoom(): void;
  /** Of the canvas, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Of a point as it is drawn now, in CSS pixels. */
  readonly diameter: number;
  destroy(): void;
}

const padding = 24;
const pickRadius = 22;
const morphMs = 350;
const pointOpacity = 0.8;

/** Draws points, or their images where there is room, onto `canvas`, whose CSS box sets its size. */
export function createScatterMap(
  canvas: HTMLCanvasElement,
  initialData: ScatterMapData,
  initialOptions: ScatterMapOptions,
): ScatterMap {
  let data = initialData;
  let options = initialOptions;
  const context = canvas.getContext('2d', { alpha: false });
  let picture: ImageData | undefined;
  let words = new Int32Array();
  let transform: ZoomTransform = zoomIdentity;
  let [width, height] = [0, 0];
  // Positions at zoom 1 in CSS pixels: where points are, where the morph began, where it ends.
  let placed = new Float32Array();
  let morphFrom = new Float32Array();
  let morphTo = new Float32Array();
  let morphStart = 0;
  let fit: Fit = { centreX: 0, centreY: 0, scale: 1 };
  let grid: PointGrid | undefined;
  let sprites: { diameter: number; byLabel: GlyphSprite[] } | undefined;
  let halos: { diameter: number; sprite: GlyphSprite } | undefined;
  let frame = 0;

  const selection = select(canvas);
  const behaviour = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([1, 120])
    // At zoom 1 there is nothing to pan: one finger scrolls the page, and so does a wheel turned outwards.
    .filter((event: Event) => {
      if (event instanceof WheelEvent) return event.ctrlKey || transform.k > 1 || event.deltaY < 0;
      if (event.type === 'touchstart') return transform.k > 1 || (event as TouchEvent).touches.length > 1;
      return !(event as MouseEvent).ctrlKey && !(event as MouseEvent).button;
    })
    .on('zoom', (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      transform = event.transform;
      canvas.style.touchAction = transform.k > 1 ? 'none' : 'pan-y';
      requestDraw();
    });
  selection.call(behaviour);
  selection
    .on('pointermove.map', (event: PointerEvent) => {
      if (event.buttons !== 0 && event.pointerType !== 'touch') return;
      options.onHover(pick(event));
      options.onGround?.('move', toGround(screenOf(event)));
    })
    .on('pointerleave.map', (event: PointerEvent) => {
      options.onHover(-1);
      options.onGround?.('leave', toGround(screenOf(event)));
    })
    .on('click.map', (event: MouseEvent) => {
      options.onPin(pick(event), event);
      options.onGround?.('click', toGround(screenOf(event)));
    });
  // Not in the frame that has just been laid out: for one more, the browser stretches what was drawn.
  const observer = new ResizeObserver(() => setTimeout(resize));
  observer.observe(canvas);
  canvas.style.touchAction = 'pan-y';
  resize();

  return {
    update,
    positionOf,
    toScreen,
    toGround,
    findNear,
    findCentral,
    findNext,
    findByNumber,
    reveal,
    zoomBy,
    resetZoom,
    get width() {
      return width;
    },
    get height() {
      return height;
    },
    get diameter() {
      return diameterNow() / (picture ? picture.width / width : 1);
    },
    destroy,
  };

  function update(newData: ScatterMapData, newOptions: ScatterMapOptions): void {
    const moved = newData.points !== data.points;
    const samePoints = newData.pixels === data.pixels && newData.points.length === data.points.length;
    data = newData;
    options = newOptions;
    if (moved) place(samePoints && options.animate);
    requestDraw();
  }

  function resize(): void {
    const ratio = window.devicePixelRatio;
    const [newWidth, newHeight] = [canvas.clientWidth, canvas.clientHeight];
    if (newWidth === 0 || newHeight === 0) return;
    if (newWidth === width && newHeight === height && picture?.width === Math.round(width * ratio)) return;
    const isNew = width === 0;
    if (!isNew && transform.k > 1) {
      const { x, y, k } = transform;
      transform = zoomIdentity.translate((x * newWidth) / width, (y * newHeight) / height).scale(k);
      canvas.__zoom = transform;
    }
    [width, height] = [newWidth, newHeight];
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    picture = new ImageData(canvas.width, canvas.height);
    words = new Int32Array(picture.data.buffer);
    behaviour.extent([[0, 0], [width, height]]).translateExtent([[0, 0], [width, height]]); // prettier-ignore
    place(false);
    // At once: a canvas that was resized is blank until drawn. The first time in tasks of its own.
    if (isNew) setTimeout(prepareDraw);
    else draw();
  }

  function place(morphs: boolean): void {
    morphFrom = placed;
    fit = findFit(data.points, width, height, padding);
    morphTo = fitPoints(data.points, width, height, padding);
    grid = undefined;
    morphStart = morphs && morphFrom.length === morphTo.length ? performance.now() : 0;
    placed = morphStart > 0 ? placed.slice() : morphTo;
  }

  function prepareDraw(): void {
    spritesFor(diameterNow());
    setTimeout(draw);
  }

  function requestDraw(): void {
    frame ||= requestAnimationFrame(draw);
  }

  function draw(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    if (!picture || !context) return;
    stepMorph();
    const ratio = picture.width / width;
    const raster = { width: picture.width, height: picture.height, words };
    const paper = packColour(options.background);
    const inks = options.colours.map(packColour);
    words.fill(paper);
    const count = data.labels.length;
    // CSS pixels between neighbours if the points filled the stage; clusters are denser, so less.
    const spacing = Math.sqrt((width * height) / Math.max(1, count));
    const imageSize = Math.min(56, spacing * 0.5 * transform.k);
    const showsImages = imageSize >= 14 && data.pixels.length > 0;
    const masks = spritesFor(diameterNow());
    const { x: shiftX, y: shiftY, k } = transform;
    const reach = imageSize;
    const { states, inkOf } = options;
    if (states) {
      const faint = packColour(options.faint);
      const dot = masks[0];
      for (let row = 0; row < count; row++) {
        if (states[row] !== pointStates.context) continue;
        const x = placed[2 * row] * k + shiftX;
        const y = placed[2 * row + 1] * k + shiftY;
        if (x < 0 || y < 0 || x > width || y > height) continue;
        stampGlyph(raster, x * ratio, y * ratio, dot, faint);
      }
    }
    const halo = options.ringed && haloFor(showsImages ? imageSize * 1.5 * ratio : diameterNow() + 7 * ratio);
    const ring = packColour(options.ring ?? options.background);
    const stampRow = (row: number) => {
      if (states && states[row] !== pointStates.shown) return;
      const x = placed[2 * row] * k + shiftX;
      const y = placed[2 * row + 1] * k + shiftY;
      if (x < -reach || y < -reach || x > width + reach || y > height + reach) return;
      const ink = inks[inkOf ? inkOf[row] : data.labels[row] % inks.length];
      if (showsImages) {
        stampImage(raster, x * ratio, y * ratio, imageSize * ratio, data, row, ink, paper);
      } else {
        stampGlyph(raster, x * ratio, y * ratio, masks[data.labels[row] % masks.length], ink);
      }
      if (halo && options.ringed?.[row]) stampGlyph(raster, x * ratio, y * ratio, halo, ring);
    };
    for (let row = 0; row < count; row++) if (!options.ringed?.[row]) stampRow(row);
    if (options.ringed) for (let row = 0; row < count; row++) if (options.ringed[row]) stampRow(row);
    context.putImageData(picture, 0, 0);
    options.onDraw();
    if (morphStart > 0) requestDraw();
  }

  /** In device pixels. */
  function diameterNow(): number {
    const spacing = Math.sqrt((width * height) / Math.max(1, data.labels.length));
    const ratio = (picture?.width ?? width) / width;
    const diameter = Math.min(9, Math.max(1.7, spacing * 0.5) * transform.k ** 0.35);
    return diameter * (options.pointSize ?? 1) * ratio;
  }

  function stepMorph(): void {
    if (morphStart === 0) return;
    const share = Math.min(1, (performance.now() - morphStart) / morphMs);
    const eased = 1 - (1 - share) ** 3;
    for (let at = 0; at < placed.length; at++)
      placed[at] = morphFrom[at] + (morphTo[at] - morphFrom[at]) * eased;
    grid = undefined;
    if (share < 1) return;
    morphStart = 0;
    placed = morphTo;
  }

  function spritesFor(diameter: number): GlyphSprite[] {
    // Half-pixel steps, so that a smooth zoom does not build sprites in every frame.
    const rounded = Math.round(diameter * 2) / 2;
    if (sprites?.diameter !== rounded) {
      const byLabel = glyphNames.map((glyph) => createGlyphSprite(glyph, rounded, pointOpacity));
      sprites = { diameter: rounded, byLabel };
    }
    return sprites.byLabel;
  }

  function haloFor(diameter: number): GlyphSprite {
    const rounded = Math.round(diameter);
    if (halos?.diameter !== rounded)
      halos = { diameter: rounded, sprite: createGlyphSprite('halo', rounded) };
    return halos.sprite;
  }

  function isShown(row: number): boolean {
    return options.states === undefined || options.states[row] !== pointStates.hidden;
  }

  function pick(event: MouseEvent): number {
    const [x, y] = transform.invert(screenOf(event));
    grid ??= createPointGrid(placed);
    return grid.findNearest(x, y, pickRadius / transform.k, isShown);
  }

  function screenOf(event: MouseEvent): [number, number] {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  function toScreen([x, y]: readonly [number, number]): [number, number] {
    return transform.apply([
      width / 2 + (x - fit.centreX) * fit.scale,
      height / 2 - (y - fit.centreY) * fit.scale,
    ]);
  }

  function toGround(screen: readonly [number, number]): [number, number] {
    const [x, y] = transform.invert([...screen]);
    return [fit.centreX + (x - width / 2) / fit.scale, fit.centreY - (y - height / 2) / fit.scale];
  }

  function findNear([x, y]: readonly [number, number], count: number): { row: number; distance: number }[] {
    return findNearRows(data.points, x, y, count, isShown);
  }

  function positionOf(row: number): [number, number] {
    return transform.apply([placed[2 * row], placed[2 * row + 1]]);
  }

  function findCentral(): number {
    const [x, y] = transform.invert([width / 2, height / 2]);
    grid ??= createPointGrid(placed);
    return grid.findNearest(x, y, Math.max(width, height), isShown);
  }

  function findNext(row: number, direction: readonly [number, number]): number {
    return findNeighbourInDirection(placed, row, direction, isShown);
  }

  function findByNumber(row: number, by: 1 | -1): number {
    const count = data.labels.length;
    for (let step = 1; step <= count; step++) {
      const other = (row + by * step + count) % count;
      if (isShown(other)) return other;
    }
    return -1;
  }

  function reveal(row: number): void {
    const [x, y] = positionOf(row);
    if (x > padding && y > padding && x < width - padding && y < height - padding) return;
    selection.call(behaviour.translateTo, placed[2 * row], placed[2 * row + 1]);
  }

  function zoomBy(factor: number): void {
    if (options.animate) selection.transition().duration(200).call(behaviour.scaleBy, factor);
    else selection.call(behaviour.scaleBy, factor);
  }

  function resetZoom(): void {
    if (options.animate) selection.transition().duration(350).call(behaviour.transform, zoomIdentity);
    else selection.call(behaviour.transform, zoomIdentity);
  }

  function destroy(): void {
    cancelAnimationFrame(frame);
    observer.disconnect();
    selection.interrupt().on('.map', null).on('.zoom', null);
  }
}

declare global {
  interface HTMLCanvasElement {
    /** Where d3-zoom keeps an element's transform. */
    __zoom?: ZoomTransform;
  }
}

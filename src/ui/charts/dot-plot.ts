import { fitPoints } from './fit-points.ts';
import type { Rgb } from './pixel-raster.ts';
import { createPointGrid, type PointGrid } from './point-grid.ts';

export interface DotPlotData {
  /** count × 2, in any units, y upwards. */
  points: Float32Array;
  /** Index into `colours`, for each point. */
  colourOf: ArrayLike<number>;
  colours: readonly Rgb[];
  /** Row to be ringed; −1 for none. */
  marked: number;
  ink: Rgb;
  /** Called with the row under the pointer, −1 where there is none. */
  onHover(row: number): void;
}

export interface DotPlot {
  update(data: DotPlotData): void;
  destroy(): void;
}

const padding = 8;
/** CSS pixels. */
const reach = 14;

/** A small still map: dots on a canvas, one of them ringed. For large maps that move there is `createScatterMap`. */
export function createDotPlot(canvas: HTMLCanvasElement, data: DotPlotData): DotPlot {
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  let placed = new Float32Array();
  let grid: PointGrid | undefined;
  let dots: ImageData | undefined;
  const observer = new ResizeObserver(() => redraw());
  observer.observe(canvas);
  canvas.addEventListener('pointermove', onMove);
  canvas.addEventListener('pointerleave', onLeave);
  return { update, destroy };

  function update(next: DotPlotData): void {
    const isSame =
      next.points === data.points &&
      next.colourOf === data.colourOf &&
      String(next.colours) === String(data.colours);
    data = next;
    if (isSame && dots) drawMark();
    else redraw();
  }

  function redraw(): void {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    placed = fitPoints(data.points, width, height, padding);
    grid = undefined;
    for (let row = 0; row < placed.length / 2; row++) {
      context.fillStyle = `rgb(${data.colours[data.colourOf[row] % data.colours.length].join(' ')} / 0.7)`;
      context.fillRect(placed[2 * row] - 1, placed[2 * row + 1] - 1, 2, 2);
    }
    dots = context.getImageData(0, 0, canvas.width, canvas.height);
    drawMark();
  }

  function drawMark(): void {
    context.putImageData(dots!, 0, 0);
    if (data.marked < 0) return;
    context.strokeStyle = `rgb(${data.ink.join(' ')})`;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(placed[2 * data.marked], placed[2 * data.marked + 1], 7, 0, 2 * Math.PI);
    context.stroke();
  }

  function onMove({ offsetX, offsetY }: PointerEvent): void {
    grid ??= createPointGrid(placed);
    data.onHover(grid.findNearest(offsetX, offsetY, reach, () => true));
  }

  function onLeave(): void {
    data.onHover(-1);
  }

  function destroy(): void {
    observer.disconnect();
    canvas.removeEventListener('pointermove', onMove);
    canvas.removeEventListener('pointerleave', onLeave);
  }
}

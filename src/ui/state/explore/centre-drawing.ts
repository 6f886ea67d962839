/** One stroke of a pen: x and y in turn, in any units, y downwards. A single pair is a dot. */
export type Stroke = readonly number[];

/** Shares of MNIST's 28 × 28: the box that a digit fills, and the pen that its digits look written with. */
const boxShare = 20 / 28;
const penShare = 2.6 / 28;

/**
 * Draws strokes as MNIST's digits are: scaled, in proportion, to fill a box of 20 × 20 pixels, with soft edges, then
 * moved so that the centre of mass lies in the middle, at (14, 14) of 28 × 28 (LeCun, Cortes, Burges: the MNIST
 * database). Everything is counted from the strokes; no canvas is read.
 * @returns height × width × channels, 0–255, bright on dark, the same in all channels; all dark without strokes.
 */
export function centreDrawing(
  strokes: readonly Stroke[],
  [height, width, channels]: readonly [number, number, number],
): Uint8Array {
  const size = Math.min(height, width);
  const fitted = fitStrokes(strokes, boxShare * size, penShare * size, [width / 2, height / 2]);
  const ink = inkStrokes(fitted, height, width, (penShare * size) / 2);
  const [massX, massY] = centreOfMass(ink, width);
  const [dx, dy] = [width / 2 - massX, height / 2 - massY];
  // Drawn anew at its place, not shifted by whole pixels.
  const moved = fitted.map((stroke) => stroke.map((value, at) => value + (at % 2 === 0 ? dx : dy)));
  const centred = strokes.length > 0 ? inkStrokes(moved, height, width, (penShare * size) / 2) : ink;
  const image = new Uint8Array(height * width * channels);
  for (let at = 0; at < image.length; at++) image[at] = Math.round(255 * centred[Math.floor(at / channels)]);
  return image;
}

/** In proportion into a box around `middle`; the pen's width stays within the box. */
function fitStrokes(
  strokes: readonly Stroke[],
  box: number,
  pen: number,
  [middleX, middleY]: readonly [number, number],
): number[][] {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === 1));
  const [left, top] = [minOf(xs), minOf(ys)];
  const [right, bottom] = [-minOf(xs.map((x) => -x)), -minOf(ys.map((y) => -y))];
  const extent = Math.max(right - left, bottom - top);
  const scale = extent > 0 ? (box - pen) / extent : 1;
  return strokes.map((stroke) =>
    stroke.map((value, at) =>
      at % 2 === 0
        ? middleX + (value - (left + right) / 2) * scale
        : middleY + (value - (top + bottom) / 2) * scale,
    ),
  );
}

function minOf(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

/** Coverage of each pixel, 0–1: full within the pen, falling to none over one pixel at its edge. */
function inkStrokes(strokes: readonly Stroke[], height: number, width: number, radius: number): Float32Array {
  const ink = new Float32Array(height * width);
  for (const stroke of strokes) {
    for (let at = 0; at < stroke.length; at += 2) {
      const end = Math.min(at + 2, stroke.length - 2);
      inkSegment(ink, height, width, radius, [stroke[at], stroke[at + 1], stroke[end], stroke[end + 1]]);
    }
  }
  return ink;
}

function inkSegment(
  ink: Float32Array,
  height: number,
  width: number,
  radius: number,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
): void {
  const reach = radius + 1;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const lengthSquared = dx * dx + dy * dy;
  const firstRow = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const lastRow = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach));
  const firstColumn = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const lastColumn = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach));
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const [x, y] = [column + 0.5 - x0, row + 0.5 - y0];
      const along = lengthSquared > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / lengthSquared)) : 0;
      const distance = Math.hypot(x - along * dx, y - along * dy);
      const covered = Math.min(1, Math.max(0, radius + 0.5 - distance));
      const pixel = row * width + column;
      if (covered > ink[pixel]) ink[pixel] = covered;
    }
  }
}

function centreOfMass(ink: Float32Array, width: number): [x: number, y: number] {
  let [sum, sumX, sumY] = [0, 0, 0];
  ink.forEach((mass, pixel) => {
    sum += mass;
    sumX += mass * ((pixel % width) + 0.5);
    sumY += mass * (Math.floor(pixel / width) + 0.5);
  });
  return sum > 0 ? [sumX / sum, sumY / sum] : [0, 0];
}

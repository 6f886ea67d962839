import { interpolateBasis, rgb } from 'd3';

export type ImageShape = readonly [height: number, width: number, channels: number];

/** Draws one image, grey or RGB bytes, onto a canvas of its own size; CSS enlarges it. */
export function drawImage(
  canvas: HTMLCanvasElement,
  image: Uint8Array,
  [height, width, channels]: ImageShape,
): void {
  paint(canvas, height, width, (pixel, target) => {
    for (let channel = 0; channel < 3; channel++) {
      target[channel] = image[pixel * channels + (channels >= 3 ? channel : 0)];
    }
  });
}

/** How images lie side by side on one canvas. */
export interface TileSheet {
  columns: number;
  rows: number;
  /** Canvas pixels of a tile, and between two. */
  tile: readonly [width: number, height: number];
  gap: readonly [x: number, y: number];
}

/** A seventh of a tile between two; tiny images, such as rows of a table, are enlarged so that this is whole pixels. */
const leastTile = 28;
const gapShare = 1 / 7;

export function planTiles(count: number, columns: number, [height, width]: ImageShape): TileSheet {
  const tile = [width, height].map((size) => size * Math.ceil(leastTile / size)) as [number, number];
  const gap = tile.map((size) => Math.round(size * gapShare)) as [number, number];
  return { columns, rows: Math.max(1, Math.ceil(count / columns)), tile, gap };
}

/**
 * Draws images side by side onto one canvas, row by row; what is left over stays transparent. One canvas in place of
 * twenty: each that changes costs the browser a millisecond of a frame, each that goes away one of its garbage collector.
 */
export function drawTiles(
  canvas: HTMLCanvasElement,
  images: readonly Uint8Array[],
  shape: ImageShape,
  columns: number,
): void {
  const [height, width, channels] = shape;
  const { rows, tile, gap } = planTiles(images.length, columns, shape);
  const sheetWidth = columns * (tile[0] + gap[0]) - gap[0];
  const { context, picture, words } = bufferOf(canvas, sheetWidth, rows * (tile[1] + gap[1]) - gap[1]);
  words.fill(0);
  const [scaleX, scaleY] = [tile[0] / width, tile[1] / height];
  for (const [number, image] of images.entries()) {
    const left = (number % columns) * (tile[0] + gap[0]);
    const top = Math.floor(number / columns) * (tile[1] + gap[1]);
    for (let y = 0; y < tile[1]; y++) {
      let at = (top + y) * sheetWidth + left;
      for (let x = 0; x < tile[0]; x++, at++) {
        const from = (Math.floor(y / scaleY) * width + Math.floor(x / scaleX)) * channels;
        const [r, g, b] =
          channels >= 3
            ? [image[from], image[from + 1], image[from + 2]]
            : [image[from], image[from], image[from]];
        words[at] = (255 << 24) | (b << 16) | (g << 8) | r;
      }
    }
  }
  context?.putImageData(picture, 0, 0);
}

/** Brightest where the difference is half the range or more: the same scale for every image, so that maps can be compared. */
export const errorMapCeiling = 0.5;

/** Draws |reconstruction − original|, averaged over channels, from black over red to pale. */
export function drawErrorMap(
  canvas: HTMLCanvasElement,
  original: Uint8Array,
  reconstruction: Uint8Array,
  [height, width, channels]: ImageShape,
): void {
  errorRamp ??= createErrorRamp();
  const ramp = errorRamp;
  paint(canvas, height, width, (pixel, target) => {
    let sum = 0;
    for (let at = pixel * channels; at < (pixel + 1) * channels; at++)
      sum += Math.abs(original[at] - reconstruction[at]);
    const level = Math.min(255, Math.round(sum / channels / errorMapCeiling));
    for (let channel = 0; channel < 3; channel++) target[channel] = ramp[level * 3 + channel];
  });
}

/** Made when it is first needed: at the opening of a page it would cost a noticeable time. */
let errorRamp: Uint8Array | undefined;

const errorStops = ['#000000', '#5c1606', '#c2410c', '#fb7a3c', '#ffe3cf'];

/** Channel by channel: by way of colours' names it takes ten times as long. */
function createErrorRamp(): Uint8Array {
  const stops = errorStops.map((stop) => rgb(stop));
  const channels = (['r', 'g', 'b'] as const).map((name) =>
    interpolateBasis(stops.map((stop) => stop[name])),
  );
  return Uint8Array.from({ length: 256 * 3 }, (_, at) =>
    Math.round(channels[at % 3](Math.floor(at / 3) / 255)),
  );
}

function paint(
  canvas: HTMLCanvasElement,
  height: number,
  width: number,
  colourPixel: (pixel: number, target: [number, number, number]) => void,
): void {
  const target: [number, number, number] = [0, 0, 0];
  const { context, picture, words } = bufferOf(canvas, width, height);
  for (let pixel = 0; pixel < words.length; pixel++) {
    colourPixel(pixel, target);
    words[pixel] = (255 << 24) | (target[2] << 16) | (target[1] << 8) | target[0];
  }
  context?.putImageData(picture, 0, 0);
}

interface PixelBuffer {
  context: CanvasRenderingContext2D | null;
  picture: ImageData;
  /** The picture's pixels as little-endian words, not byte by byte. */
  words: Uint32Array;
}

/** Kept with their canvases: pictures made anew for every move of the pointer are work for the garbage collector. */
const buffers = new WeakMap<HTMLCanvasElement, PixelBuffer>();

function bufferOf(canvas: HTMLCanvasElement, width: number, height: number): PixelBuffer {
  let buffer = buffers.get(canvas);
  if (buffer?.picture.width !== width || buffer.picture.height !== height) {
    [canvas.width, canvas.height] = [width, height];
    const picture = new ImageData(width, height);
    buffer = { context: canvas.getContext('2d'), picture, words: new Uint32Array(picture.data.buffer) };
    buffers.set(canvas, buffer);
  }
  return buffer;
}

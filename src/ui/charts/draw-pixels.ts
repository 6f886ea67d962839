import { interpolateRgbBasis, rgb } from 'd3';

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

function createErrorRamp(): Uint8Array {
  const interpolate = interpolateRgbBasis(['#000000', '#5c1606', '#c2410c', '#fb7a3c', '#ffe3cf']);
  const ramp = new Uint8Array(256 * 3);
  for (let level = 0; level < 256; level++) {
    const { r, g, b } = rgb(interpolate(level / 255));
    ramp.set([r, g, b], level * 3);
  }
  return ramp;
}

function paint(
  canvas: HTMLCanvasElement,
  height: number,
  width: number,
  colourPixel: (pixel: number, target: [number, number, number]) => void,
): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  const picture = new ImageData(width, height);
  const target: [number, number, number] = [0, 0, 0];
  // Whole pixels as little-endian words, not byte by byte.
  const words = new Uint32Array(picture.data.buffer);
  for (let pixel = 0; pixel < words.length; pixel++) {
    colourPixel(pixel, target);
    words[pixel] = (255 << 24) | (target[2] << 16) | (target[1] << 8) | target[0];
  }
  context.putImageData(picture, 0, 0);
}

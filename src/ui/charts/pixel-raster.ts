import type { GlyphSprite } from './glyph.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * An opaque picture in memory that points and images are stamped into: one word a pixel, bytes R, G, B, A as in the
 * buffer of an `ImageData` (every machine that browsers run on is little-endian).
 */
export interface PixelRaster {
  width: number;
  height: number;
  words: Int32Array;
}

/** Images to stamp: `pixels` holds count × height × width × channels, 0–255. */
export interface ImageSheet {
  pixels: Uint8Array;
  imageShape: readonly [height: number, width: number, channels: number];
}

/*
 * Why not the canvas' own fillRect and drawImage: without a GPU they cost near a microsecond a call, so 70,000 points
 * miss the frame. Stamping into memory costs a fraction of that, looks the same everywhere and needs one putImageData.
 */

const opaque = 0xff000000 | 0;
const redBlue = 0xff00ff;
const green = 0x00ff00;

/** A colour as a word of a raster. */
export function packColour([r, g, b]: Rgb): number {
  return opaque | (b << 16) | (g << 8) | r;
}

/** `weight` 256ths of `over` on the rest of `below`; red and blue in one product, green in another. */
function blend(below: number, over: number, weight: number): number {
  const rest = 256 - weight;
  const rb = ((Math.imul(over & redBlue, weight) + Math.imul(below & redBlue, rest)) >>> 8) & redBlue;
  const g = ((Math.imul(over & green, weight) + Math.imul(below & green, rest)) >>> 8) & green;
  return opaque | rb | g;
}

/** Blends a glyph in a packed colour, centred at (x, y) in pixels of the raster; what is outside is cut off. */
export function stampGlyph(
  raster: PixelRaster,
  x: number,
  y: number,
  sprite: GlyphSprite,
  colour: number,
): void {
  const { width, height, words } = raster;
  const { size, weights } = sprite;
  const left = Math.round(x - size / 2);
  const top = Math.round(y - size / 2);
  const firstColumn = left < 0 ? -left : 0;
  const endColumn = Math.min(size, width - left);
  const endRow = Math.min(size, height - top);
  for (let row = top < 0 ? -top : 0; row < endRow; row++) {
    const at = (top + row) * width + left;
    for (let column = firstColumn; column < endColumn; column++) {
      const weight = weights[row * size + column];
      if (weight > 0) words[at + column] = blend(words[at + column], colour, weight);
    }
  }
}

/** How far an image's background hides what lies below, in 256ths: enough to read it by, still showing a crowd. */
const veil = 184;

/**
 * Stamps image `which` of the sheet, `size` pixels wide, centred at (x, y). Grey images become ink of the given colour
 * on a veil of `paper`, so that the label stays visible; colour images stay as they are.
 */
export function stampImage(
  raster: PixelRaster,
  x: number,
  y: number,
  size: number,
  sheet: ImageSheet,
  which: number,
  colour: number,
  paper: number,
): void {
  const { width, height, words } = raster;
  const [imageHeight, imageWidth, channels] = sheet.imageShape;
  const columns = Math.max(1, Math.round(size));
  const rows = Math.max(1, Math.round((size * imageHeight) / imageWidth));
  const left = Math.round(x - columns / 2);
  const top = Math.round(y - rows / 2);
  const endColumn = Math.min(columns, width - left);
  const endRow = Math.min(rows, height - top);
  for (let row = Math.max(0, -top); row < endRow; row++) {
    const sourceRow = (which * imageHeight + Math.floor((row * imageHeight) / rows)) * imageWidth;
    for (let column = Math.max(0, -left); column < endColumn; column++) {
      const at = (top + row) * width + left + column;
      const source = (sourceRow + Math.floor((column * imageWidth) / columns)) * channels;
      const { pixels } = sheet;
      if (channels >= 3) {
        words[at] = packColour([pixels[source], pixels[source + 1], pixels[source + 2]]);
      } else {
        // 255 → 256, so that full ink is full.
        words[at] = blend(blend(words[at], paper, veil), colour, pixels[source] + (pixels[source] >> 7));
      }
    }
  }
}

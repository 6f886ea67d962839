import { assert } from '@open-wc/testing';
import { createGlyphSprite } from '../../../src/ui/charts/glyph.ts';
import { packColour, stampGlyph, stampImage, type PixelRaster } from '../../../src/ui/charts/pixel-raster.ts';
import { glyphNames } from '../../../src/ui/styles/index.ts';

const white = packColour([255, 255, 255]);
const red = packColour([200, 0, 0]);

function createRaster(width: number, height: number): PixelRaster {
  return { width, height, words: new Int32Array(width * height).fill(white) };
}

/** Bytes of one pixel, as an ImageData has them. */
function readPixel({ words, width }: PixelRaster, x: number, y: number): number[] {
  return [...new Uint8Array(words.buffer, (y * width + x) * 4, 4)];
}

suite('stampGlyph()', () => {
  test('paints the middle of a square in the full colour and leaves the rest', () => {
    const raster = createRaster(20, 20);
    stampGlyph(raster, 10, 10, createGlyphSprite('square', 8), red);
    assert.deepEqual(readPixel(raster, 10, 10), [200, 0, 0, 255]);
    assert.deepEqual(readPixel(raster, 2, 2), [255, 255, 255, 255]);
  });

  test('lets the ground through by its opacity', () => {
    const raster = createRaster(20, 20);
    stampGlyph(raster, 10, 10, createGlyphSprite('square', 8, 0.5), red);
    assert.closeTo(readPixel(raster, 10, 10)[0], 227, 1);
    assert.closeTo(readPixel(raster, 10, 10)[1], 127, 1);
  });

  test('cuts off what lies outside, without wrapping around', () => {
    for (const [x, y] of [
      [0, 5],
      [9.6, 5],
      [5, 0],
      [5, 9.6],
      [-40, 5],
      [5, 400],
    ]) {
      // prettier-ignore
      const raster = createRaster(10, 10);
      stampGlyph(raster, x, y, createGlyphSprite('square', 5), red);
      for (let at = 0; at < 100; at++) {
        const far = Math.abs((at % 10) - x) > 4 || Math.abs(Math.floor(at / 10) - y) > 4;
        if (far)
          assert.strictEqual(raster.words[at], white, `${at % 10}, ${Math.floor(at / 10)} for ${x}, ${y}`);
      }
    }
  });

  test('tells the ten glyphs apart at 9 pixels', () => {
    const masks = glyphNames.map((glyph) =>
      [...createGlyphSprite(glyph, 9).weights].map((weight) => weight > 128),
    );
    for (let a = 0; a < masks.length; a++) {
      for (let b = 0; b < a; b++) {
        const different = masks[a].filter((ink, at) => ink !== masks[b][at]).length;
        assert.isAtLeast(different, 8, `${glyphNames[a]} and ${glyphNames[b]}`);
      }
    }
  });
});

suite('stampImage()', () => {
  test('draws the wanted grey image as ink in the colour', () => {
    const raster = createRaster(8, 8);
    const pixels = Uint8Array.of(0, 0, 0, 0, 255, 0, 0, 255);
    stampImage(raster, 4, 4, 4, { pixels, imageShape: [2, 2, 1] }, 1, red, white);
    assert.deepEqual(readPixel(raster, 2, 2), [200, 0, 0, 255]);
    assert.deepEqual(readPixel(raster, 5, 2), [255, 255, 255, 255]);
    assert.deepEqual(readPixel(raster, 5, 5), [200, 0, 0, 255]);
  });

  test('keeps the colours of a colour image, cut off at the edge', () => {
    const raster = createRaster(4, 4);
    stampImage(raster, 0, 0, 2, { pixels: Uint8Array.of(1, 2, 3), imageShape: [1, 1, 3] }, 0, red, white);
    assert.deepEqual(readPixel(raster, 0, 0), [1, 2, 3, 255]);
    assert.deepEqual(readPixel(raster, 1, 0), [255, 255, 255, 255]);
  });
});

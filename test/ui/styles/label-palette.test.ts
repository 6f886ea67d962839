import { assert } from '@open-wc/testing';
import { lch, rgb } from 'd3';
import { glyphNames, glyphOfLabel, labelPalette } from '../../../src/ui/styles/index.ts';

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB. */
const sights = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function toLinear(hex: string): number[] {
  const { r, g, b } = rgb(hex);
  return [r, g, b].map((byte) =>
    byte <= 10.31475 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  );
}

function toOklab([r, g, b]: number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function see(colour: number[], sight: number[]): number[] {
  return [0, 3, 6].map((row) =>
    Math.min(
      1,
      Math.max(0, sight[row] * colour[0] + sight[row + 1] * colour[1] + sight[row + 2] * colour[2]),
    ),
  );
}

function luminance(hex: string): number {
  const [r, g, b] = toLinear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

suite('labelPalette', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const [sight, matrix] of Object.entries(sights)) {
      test(`keeps every pair apart in ${sight} sight on ${theme}`, () => {
        const seen = labelPalette.map((colour) => toOklab(see(toLinear(colour[theme]), matrix)));
        for (let a = 0; a < seen.length; a++) {
          for (let b = 0; b < a; b++) {
            const distance = Math.hypot(...seen[a].map((value, at) => value - seen[b][at]));
            assert.isAbove(distance, 0.095, `labels ${b} and ${a}`);
          }
        }
      });
    }
  }

  test('stands out from both backgrounds', () => {
    for (const { light, dark } of labelPalette) {
      assert.isAbove((luminance('#fbfbf9') + 0.05) / (luminance(light) + 0.05), 1.7, light);
      assert.isAbove((luminance(dark) + 0.05) / (luminance('#141417') + 0.05), 3, dark);
    }
  });

  test('is colourful: a label never looks like text', () => {
    for (const { light } of labelPalette) assert.isAbove(lch(light).c, 15, light);
  });
});

suite('glyphOfLabel()', () => {
  test('gives ten classes ten glyphs and later ones the same in turn', () => {
    assert.strictEqual(new Set(glyphNames).size, labelPalette.length);
    assert.strictEqual(glyphOfLabel(13), glyphOfLabel(3));
  });
});

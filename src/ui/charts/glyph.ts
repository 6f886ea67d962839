import type { GlyphName } from '../styles/index.ts';

type Ring = [x: number, y: number][];

/** Outlines in [−1, 1]², filled by the even-odd rule: one definition for the legend's SVG and the map's pixels. */
const outlines: Record<GlyphName, Ring[]> = {
  disc: [regularPolygon(24, 0.9)],
  square: [[[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]]], // prettier-ignore
  triangle: [[[0, -1], [1, 0.8], [-1, 0.8]]], // prettier-ignore
  diamond: [[[0, -1.1], [1, 0], [0, 1.1], [-1, 0]]], // prettier-ignore
  cross: [turn(plus(0.34), Math.PI / 4)],
  ring: [regularPolygon(24, 1), regularPolygon(24, 0.5)],
  star: [star(5, 1.1, 0.45)],
  wedge: [[[0, 1], [1, -0.8], [-1, -0.8]]], // prettier-ignore
  bar: [[[-1.05, -0.42], [1.05, -0.42], [1.05, 0.42], [-1.05, 0.42]]], // prettier-ignore
  plus: [plus(0.36)],
};

/** A square mask: `size` × `size` weights in 256ths. */
export interface GlyphSprite {
  size: number;
  weights: Uint16Array;
}

/** SVG path data of a glyph in a 24 × 24 box. */
export function createGlyphPath(glyph: GlyphName): string {
  return outlines[glyph]
    .map(
      (ring) =>
        `M${ring.map(([x, y]) => `${(12 + 10 * x).toFixed(2)} ${(12 + 10 * y).toFixed(2)}`).join('L')}Z`,
    )
    .join('');
}

/** The glyph as a mask for points about `diameter` device pixels wide; each pixel is sampled 4 × 4.
 * @param opacity of the whole glyph, in [0, 1] */
export function createGlyphSprite(glyph: GlyphName, diameter: number, opacity = 1): GlyphSprite {
  const size = Math.max(1, Math.ceil(diameter * 1.1));
  const weights = new Uint16Array(size * size);
  const scale = 2 / diameter;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let hits = 0;
      for (let sample = 0; sample < 16; sample++) {
        const x = (column + ((sample & 3) + 0.5) / 4 - size / 2) * scale;
        const y = (row + ((sample >> 2) + 0.5) / 4 - size / 2) * scale;
        if (covers(outlines[glyph], x, y)) hits++;
      }
      weights[row * size + column] = Math.round(hits * 16 * opacity);
    }
  }
  return { size, weights };
}

function covers(rings: Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

function regularPolygon(corners: number, radius: number): Ring {
  return Array.from({ length: corners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / corners;
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });
}

function star(points: number, outer: number, inner: number): Ring {
  return regularPolygon(2 * points, 1).map(([x, y], corner) => {
    const radius = corner % 2 === 0 ? outer : inner;
    return [x * radius, y * radius];
  });
}

function plus(arm: number): Ring {
  return [
    [-arm, -1], [arm, -1], [arm, -arm], [1, -arm], [1, arm], [arm, arm],
    [arm, 1], [-arm, 1], [-arm, arm], [-1, arm], [-1, -arm], [-arm, -arm],
  ]; // prettier-ignore
}

function turn(ring: Ring, angle: number): Ring {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return ring.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]);
}

import type { GlyphName } from '../styles/index.ts';

type Ring = [x: number, y: number][];

/** Outlines in [−1, 1]², filled by the even-odd rule: one definition for the legend's SVG and the map's pixels. */
const outlines: Record<GlyphName | 'halo', Ring[]> = {
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
  // No label's: lies around a point that is picked out.
  halo: [regularPolygon(24, 1), regularPolygon(24, 0.78)],
};

/** A square mask: `size` × `size` weights in 256ths. */
export interface GlyphSprite {
  size: number;
  weights: Uint16Array;
}

/** SVG path data of a glyph in a 24 × 24 box, to be filled by the even-odd rule. */
export function createGlyphPath(glyph: GlyphName | 'halo'): string {
  return outlines[glyph]
    .map(
      (ring) =>
        `M${ring.map(([x, y]) => `${(12 + 10 * x).toFixed(2)} ${(12 + 10 * y).toFixed(2)}`).join('L')}Z`,
    )
    .join('');
}

/** Samples along each side of a pixel. */
const fineness = 4;

/** The glyph as a mask for points about `diameter` device pixels wide; each pixel is sampled 4 × 4.
 * @param opacity of the whole glyph, in [0, 1] */
export function createGlyphSprite(glyph: GlyphName | 'halo', diameter: number, opacity = 1): GlyphSprite {
  const size = Math.max(1, Math.ceil(diameter * 1.1));
  const hits = new Uint8Array(size * size);
  const samples = size * fineness;
  // Of sample n, in the outline's units: (n + 0.5 − samples / 2) × step.
  const step = 2 / diameter / fineness;
  // Line by line, as a new diameter is needed in the middle of a zoom: a test of each sample takes thirty times as long.
  for (let line = 0; line < samples; line++) {
    const crossings = findCrossings(outlines[glyph], (line + 0.5 - samples / 2) * step);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const first = Math.ceil(crossings[at] / step + samples / 2 - 0.5);
      const end = Math.min(samples, Math.ceil(crossings[at + 1] / step + samples / 2 - 0.5));
      for (let sample = Math.max(0, first); sample < end; sample++) {
        hits[Math.floor(line / fineness) * size + Math.floor(sample / fineness)]++;
      }
    }
  }
  const weights = Uint16Array.from(hits, (count) =>
    Math.round((count * 256 * opacity) / (fineness * fineness)),
  );
  return { size, weights };
}

/** Where a horizontal line enters and leaves an outline, from left to right. */
function findCrossings(rings: Ring[], y: number): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i];
      const [xj, yj] = ring[j];
      if (yi > y !== yj > y) crossings.push(((xj - xi) * (y - yi)) / (yj - yi) + xi);
    }
  }
  return crossings.sort((a, b) => a - b);
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

import { RandomSequence } from '../random.ts';
import type { ImageShape } from './image-array.ts';

/** Pictures that are no digits: capital letters in pen strokes, or filled shapes with a texture. */
export type StrangerKind = 'letters' | 'shapes';

type Point = readonly [x: number, y: number];

/** Strokes of letters that no digit looks like, in the unit square, y downwards. */
const LETTERS: readonly (readonly Point[])[][] = [
  [[[0, 1], [0.5, 0], [1, 1]], [[0.2, 0.6], [0.8, 0.6]]],
  [[[1, 0], [0, 0], [0, 1], [1, 1]], [[0, 0.5], [0.7, 0.5]]],
  [[[1, 0], [0, 0], [0, 1]], [[0, 0.5], [0.7, 0.5]]],
  [[[0, 0], [0, 1]], [[1, 0], [1, 1]], [[0, 0.5], [1, 0.5]]],
  [[[0, 0], [0, 1]], [[1, 0], [0, 0.5], [1, 1]]],
  [[[0, 1], [0, 0], [0.5, 0.6], [1, 0], [1, 1]]],
  [[[0, 1], [0, 0], [1, 1], [1, 0]]],
  [[[0, 1], [0, 0], [0.8, 0], [0.8, 0.5], [0, 0.5], [0.9, 1]]],
  [[[0, 0], [1, 0]], [[0.5, 0], [0.5, 1]]],
  [[[0, 0], [0.25, 1], [0.5, 0.3], [0.75, 1], [1, 0]]],
  [[[0, 0], [1, 1]], [[1, 0], [0, 1]]],
  [[[0, 0], [0.5, 0.5], [1, 0]], [[0.5, 0.5], [0.5, 1]]],
]; // prettier-ignore

/**
 * Draws images of one kind, bytes 0–255, count × height × width × channels: what a model of digits has never seen.
 * The same seed gives the same images.
 */
export function drawStrangers(
  kind: StrangerKind,
  count: number,
  [height, width, channels]: ImageShape,
  seed: number,
): Uint8Array {
  const random = new RandomSequence(seed, 'strangers', kind === 'letters' ? 0 : 1);
  const images = new Uint8Array(count * height * width * channels);
  for (let image = 0; image < count; image++) {
    const brightness = kind === 'letters' ? drawLetter(random) : drawShape(random);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const value = Math.round(
          255 * Math.min(Math.max(brightness((x + 0.5) / width, (y + 0.5) / height), 0), 1),
        );
        const at = ((image * height + y) * width + x) * channels;
        images.fill(value, at, at + channels);
      }
    }
  }
  return images;
}

/** Brightness at a place of the unit square. */
type Picture = (x: number, y: number) => number;

/** A letter as a pen would write it: slanted, stretched and moved a little, as wide as MNIST's strokes. */
function drawLetter(random: RandomSequence): Picture {
  const strokes = LETTERS[Math.floor(random.uniform(0, LETTERS.length))];
  const [slant, size, stretch] = [
    random.uniform(-0.25, 0.25),
    random.uniform(0.55, 0.68),
    random.uniform(0.75, 1.05),
  ];
  const [shiftX, shiftY] = [random.uniform(-0.04, 0.04), random.uniform(-0.04, 0.04)];
  const pen = random.uniform(0.035, 0.06);
  const segments = strokes.flatMap((stroke) => {
    const placed = stroke.map(([x, y]): Point => [
      0.5 + shiftX + size * stretch * (x - 0.5 - slant * (y - 0.5)),
      0.5 + shiftY + size * (y - 0.5),
    ]);
    return placed.slice(1).map((end, i) => [placed[i], end] as const);
  });
  return (x, y) => {
    let distance = Infinity;
    for (const [from, to] of segments) distance = Math.min(distance, distanceToSegment([x, y], from, to));
    return (pen - distance) / 0.03 + 0.5;
  };
}

/** A filled outline with stripes, checks or a slope of brightness in it, as pieces of cloth have. */
function drawShape(random: RandomSequence): Picture {
  const corners = 3 + Math.floor(random.uniform(0, 5));
  const turn = random.uniform(0, 2 * Math.PI);
  const outline = Array.from({ length: corners }, (_, corner): Point => {
    const angle = turn + (2 * Math.PI * corner) / corners;
    const radius = random.uniform(0.28, 0.48);
    return [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)];
  });
  const texture = Math.floor(random.uniform(0, 3));
  const [frequency, angle] = [random.uniform(10, 30), random.uniform(0, Math.PI)];
  const [light, dark] = [random.uniform(0.6, 1), random.uniform(0.15, 0.5)];
  return (x, y) => {
    if (!isInside([x, y], outline)) return 0;
    const along = x * Math.cos(angle) + y * Math.sin(angle);
    const across = y * Math.cos(angle) - x * Math.sin(angle);
    const wave = (place: number): number => 0.5 + 0.5 * Math.sin(frequency * place);
    const share = texture === 0 ? wave(along) : texture === 1 ? wave(along) * wave(across) : along;
    return dark + (light - dark) * share;
  };
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0), 1);
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

function isInside([x, y]: Point, outline: readonly Point[]): boolean {
  let inside = false;
  outline.forEach(([xi, yi], i) => {
    const [xj, yj] = outline.at(i - 1)!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  });
  return inside;
}

/**
 * When a convolution reads windows of padded images instead of copying patches, and how it is cut into parts
 * (assembly/conv/padded-geometry.ts). Everything depends on the shape alone.
 */
import { isPointwise, type ConvGeometry } from './conv-geometry.ts';
import { TILE_BYTES } from './conv-plan.ts';

/** A part's padded images stay in the second cache. */
const PART_FLOATS = 64 * 1024;
/** Parts are whole images: fewer would not be shared out evenly. */
const MIN_BATCH = 8;
/** Enough parts for any pool to share out evenly. */
const MIN_PARTS = 32;
/** Of a filter row, for the filter's gradient: six values a tile, and a remnant is a whole one. */
const MIN_RUN = 24;
/** Images and their dy that are worked off at a time stay in the first cache, nearly: 40 KiB. */
const BLOCK_FLOATS = 10 * 1024;
/** A multiple of the rows of both builds' micro-kernels, six and four. */
const ROWS_OF_TILES = 12;
const ENTRY_BYTES = 8;

/** Images with a rim, and where windows lie in them. */
export interface PaddedImages {
  batch: number;
  height: number;
  width: number;
  channels: number;
  top: number;
  left: number;
  paddedHeight: number;
  paddedWidth: number;
  stepHeight: number;
  stepWidth: number;
}

export const paddedFloats = ({ paddedHeight, paddedWidth, channels }: PaddedImages): number =>
  paddedHeight * paddedWidth * channels;

/** Words 2 to 12 of a job. */
export const paddedWords = (images: PaddedImages, partImages: number): number[] => [
  ...[images.batch, partImages, images.height, images.width, images.channels, images.top, images.left],
  ...[images.paddedHeight, images.paddedWidth, images.stepHeight, images.stepWidth],
];

/** What the windows of a convolution's input need. */
export function padInput(g: ConvGeometry): PaddedImages {
  return {
    ...{ batch: g.batch, height: g.inHeight, width: g.inWidth, channels: g.inChannels },
    ...{ top: g.padTop, left: g.padLeft },
    paddedHeight: (g.outHeight - 1) * g.strideHeight + g.filterHeight,
    paddedWidth: (g.outWidth - 1) * g.strideWidth + g.filterWidth,
    ...{ stepHeight: g.strideHeight, stepWidth: g.strideWidth },
  };
}

/** One axis of a transposed convolution's phase: which outputs, and which window of the input each of them sees. */
interface AxisPhase {
  first: number;
  count: number;
  /** The first output's window begins here, before padding. */
  window: number;
  taps: number;
  /** The filter's tap that the window's last place meets. */
  firstTap: number;
}

function axisPhases(outputs: number, filter: number, stride: number, pad: number): AxisPhase[] {
  return Array.from({ length: stride }, (_, first) => {
    const firstTap = (first + pad) % stride;
    const taps = Math.max(0, Math.ceil((filter - firstTap) / stride));
    const count = Math.max(0, Math.ceil((outputs - first) / stride));
    return { first, count, firstTap, taps, window: (first + pad - firstTap) / stride - taps + 1 };
  }).filter(({ count }) => count > 0);
}

export interface Phase {
  rows: AxisPhase;
  columns: AxisPhase;
}

/** The phases of a convolution's input gradient, which is also a transposed convolution, and the padding of its dy. */
export function planPhases(g: ConvGeometry): { images: PaddedImages; phases: Phase[] } {
  const rows = axisPhases(g.inHeight, g.filterHeight, g.strideHeight, g.padTop);
  const columns = axisPhases(g.inWidth, g.filterWidth, g.strideWidth, g.padLeft);
  const first = (axis: AxisPhase[]): number => Math.min(...axis.map(({ window }) => window));
  const end = (axis: AxisPhase[]): number =>
    Math.max(...axis.map(({ window, count, taps }) => window + count - 1 + taps));
  const images = {
    ...{ batch: g.batch, height: g.outHeight, width: g.outWidth, channels: g.outChannels },
    ...{ top: -first(rows), left: -first(columns), stepHeight: 1, stepWidth: 1 },
    paddedHeight: end(rows) - first(rows),
    paddedWidth: end(columns) - first(columns),
  };
  return { images, phases: rows.flatMap((row) => columns.map((column) => ({ rows: row, columns: column }))) };
}

export interface WindowPlan {
  partImages: number;
  parts: number;
  tableBytes: number;
  scratchBytes: number;
}

/** @param pixels Outputs of an image's largest phase. */
export function planWindows(images: PaddedImages, pixels: number): WindowPlan {
  const fitting = Math.floor(PART_FLOATS / paddedFloats(images));
  const partImages = Math.max(1, Math.min(fitting, Math.ceil(images.batch / MIN_PARTS)));
  const tableBytes = ENTRY_BYTES * ROWS_OF_TILES * Math.ceil((partImages * pixels) / ROWS_OF_TILES);
  return {
    partImages,
    parts: Math.ceil(images.batch / partImages),
    tableBytes,
    scratchBytes: tableBytes + 4 * partImages * paddedFloats(images),
  };
}

export function planWindowFilterGradient(images: PaddedImages, dyFloats: number) {
  const partImages = Math.ceil(images.batch / MIN_PARTS);
  const fitting = Math.floor(BLOCK_FLOATS / (paddedFloats(images) + dyFloats));
  const blockImages = Math.max(1, Math.min(partImages, fitting));
  return {
    ...{ partImages, blockImages, parts: Math.ceil(images.batch / partImages) },
    // A tile that is not whole reads up to five values beyond.
    scratchBytes: TILE_BYTES + 4 * blockImages * paddedFloats(images) + 32,
  };
}

/** For the forward pass, which is the input gradient of a turned one too. */
export function usesWindows(g: ConvGeometry): boolean {
  return g.outChannels % 8 === 0 && !isPointwise(g) && fits(g, padInput(g));
}

/** For the input gradient, by phases; `g` is the forward geometry. */
export function usesPhases(g: ConvGeometry): boolean {
  return g.inChannels % 8 === 0 && fits(g, planPhases(g).images);
}

export function usesWindowFilterGradient(g: ConvGeometry): boolean {
  return g.outChannels % 8 === 0 && g.filterWidth * g.inChannels >= MIN_RUN && fits(g, padInput(g));
}

function fits(g: ConvGeometry, images: PaddedImages): boolean {
  const isDense = g.dilationHeight === 1 && g.dilationWidth === 1;
  return isDense && g.batch >= MIN_BATCH && paddedFloats(images) <= PART_FLOATS;
}

/** Convolutions that read windows of padded images where they lie (assembly/conv/conv-windows.ts). */
import { ADD_PARTIALS, CONV_WINDOWS, WINDOW_FILTER_GRADIENT } from './assembly/job-kinds.ts';
import { patchSize, type ConvGeometry } from './conv-geometry.ts';
import type { KernelContext } from './kernel-context.ts';
import { packFilter, packPanels, packTurnedFilter } from './pack-panels.ts';
import {
  padInput,
  paddedWords,
  planPhases,
  planWindowFilterGradient,
  planWindows,
  type PaddedImages,
  type Phase,
} from './window-plan.ts';

/** Words of a phase, as in conv-windows.ts. */
const PHASE_WORDS = 9;
/** Values that one part of the final sum adds up. */
const SUM_BLOCK = 4096;

/** Byte offsets; no bias is 0. */
interface Offsets {
  x: number;
  bias: number;
  y: number;
}

interface Output {
  size: [height: number, width: number, channels: number];
  /** From one output pixel of a phase to the next. */
  step: [height: number, width: number];
  relu: boolean;
}

/** @param phases PHASE_WORDS each. */
function runWindows(
  context: KernelContext,
  images: PaddedImages,
  { x, bias, y }: Offsets,
  { size, step, relu }: Output,
  phases: number[][],
): void {
  const table = context.workspace('phases', 4 * PHASE_WORDS * phases.length);
  new Int32Array(context.memory(), table, PHASE_WORDS * phases.length).set(phases.flat());
  const pixels = Math.max(...phases.map(([, , rows, columns]) => rows * columns));
  const { partImages, parts, tableBytes, scratchBytes } = planWindows(images, pixels);
  const words = [x, bias, y, ...size, relu ? 1 : 0, ...step, phases.length, table, tableBytes];
  context.run(CONV_WINDOWS, parts, [...paddedWords(images, partImages), ...words], scratchBytes);
}

/**
 * y = conv(x, filter) (+ bias) (ReLU).
 * @param turned The filter is that of the convolution whose input gradient `g` computes, `forward` its geometry.
 */
export function runWindowForward(
  context: KernelContext,
  g: ConvGeometry,
  { filter, ...offsets }: Offsets & { filter: number },
  { relu = false, forward }: { relu?: boolean; forward?: ConvGeometry } = {},
): void {
  const { packed } = forward ? packTurnedFilter(context, forward, filter) : packFilter(context, g, filter);
  runWindows(
    context,
    padInput(g),
    offsets,
    { size: [g.outHeight, g.outWidth, g.outChannels], step: [1, 1], relu },
    [[0, 0, g.outHeight, g.outWidth, 0, 0, g.filterHeight, g.filterWidth, packed]],
  );
}

/** dx from dy at any stride; `g` is the forward geometry, `bias` has one value per in channel. */
export function runWindowScatter(
  context: KernelContext,
  g: ConvGeometry,
  { dy, filter, bias, dx }: { dy: number; filter: number; bias: number; dx: number },
  relu: boolean,
): void {
  const { images, phases } = planPhases(g);
  const table = phases.map((phase, index) => {
    const { rows, columns } = phase;
    const packed = packPhase(context, g, filter, phase, index);
    return [
      ...[rows.first, columns.first, rows.count, columns.count],
      ...[rows.window + images.top, columns.window + images.left, rows.taps, columns.taps, packed],
    ];
  });
  runWindows(
    context,
    images,
    { x: dy, bias, y: dx },
    {
      size: [g.inHeight, g.inWidth, g.inChannels],
      step: [g.strideHeight, g.strideWidth],
      relu,
    },
    table,
  );
}

/** The taps that a phase sees, backwards, [row][column][outChannels] down and inChannels across. */
function packPhase(
  context: KernelContext,
  g: ConvGeometry,
  filter: number,
  { rows, columns }: Phase,
  index: number,
): number {
  const tapFloats = g.inChannels * g.outChannels;
  const lastRow = rows.firstTap + g.strideHeight * (rows.taps - 1);
  const lastColumn = columns.firstTap + g.strideWidth * (columns.taps - 1);
  const source = {
    source: filter + 4 * (lastRow * g.filterWidth + lastColumn) * tapFloats,
    taps: rows.taps * columns.taps,
    tapK: g.outChannels,
    n: g.inChannels,
    rowTaps: columns.taps,
    tapRowStride: -g.strideHeight * g.filterWidth * tapFloats,
    tapStride: -g.strideWidth * tapFloats,
    kStride: 1,
    nStride: g.outChannels,
  };
  return packPanels(context, source, `panels-${index}`).packed;
}

/** Writes dFilter [filterHeight, filterWidth, inChannels, outChannels] to `target`. */
export function runWindowFilterGradient(
  context: KernelContext,
  g: ConvGeometry,
  { x, dy, target }: { x: number; dy: number; target: number },
): void {
  const images = padInput(g);
  const dyFloats = g.outHeight * g.outWidth * g.outChannels;
  const { partImages, blockImages, parts, scratchBytes } = planWindowFilterGradient(images, dyFloats);
  const size = patchSize(g) * g.outChannels;
  const partials = context.workspace('partials', 4 * parts * size);
  const words = [x, dy, g.outHeight, g.outWidth, g.outChannels, g.filterHeight, g.filterWidth];
  context.run(
    WINDOW_FILTER_GRADIENT,
    parts,
    [...paddedWords(images, partImages), ...words, partials, blockImages],
    scratchBytes,
  );
  context.run(ADD_PARTIALS, Math.ceil(size / SUM_BLOCK), [partials, parts, size, target, SUM_BLOCK]);
}

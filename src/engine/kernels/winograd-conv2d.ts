/** The jobs of a convolution by Winograd; winograd-plan.ts says for which shapes. */
import {
  ADD_PARTIALS,
  WINOGRAD_FILTER,
  WINOGRAD_FILTER_GRADIENT,
  WINOGRAD_FILTER_GRADIENT_SUM,
  WINOGRAD_FORWARD,
} from './assembly/job-kinds.ts';
import { geometryWords, type ConvGeometry } from './conv-geometry.ts';
import type { KernelContext } from './kernel-context.ts';
import {
  gridWords,
  planWinogradFilterGradient,
  planWinogradForward,
  winogradFilterBytes,
} from './winograd-plan.ts';

/** Nine taps of 4 lanes, and half of them transformed. */
const FILTER_SCRATCH_BYTES = (9 + 24) * 16;
const SUM_SCRATCH_BYTES = 24 * 16;
/** Values that one part of the final sum adds up. */
const SUM_BLOCK = 4096;

/** Byte offsets of tensors; `bias` may be 0, and `scale`, a value for each out channel that its filter is multiplied by. */
interface ForwardOffsets {
  x: number;
  filter: number;
  scale?: number;
  bias: number;
  y: number;
}

/**
 * y = conv(x, filter) (+ bias) (ReLU) (2×2 max pool).
 * @param turned The filter is that of the forward pass, [3][3][g.outChannels][g.inChannels], to be turned round.
 */
export function runWinogradForward(
  context: KernelContext,
  g: ConvGeometry,
  { x, filter, scale = 0, bias, y }: ForwardOffsets,
  { relu = false, turned = false, pool = 1 },
): void {
  const { inChannels, outChannels } = g;
  const tapSize = inChannels * outChannels;
  const transformed = context.workspace('winograd-filter', winogradFilterBytes(g));
  const strides = turned ? [-tapSize, 1, inChannels] : [tapSize, outChannels, 1];
  context.run(
    WINOGRAD_FILTER,
    Math.ceil(outChannels / 8),
    [turned ? filter + 4 * 8 * tapSize : filter, transformed, inChannels, outChannels, ...strides, scale],
    FILTER_SCRATCH_BYTES,
  );
  const { grid, parts, blockTiles, blockPanels, scratchBytes } = planWinogradForward(g);
  const words = [...geometryWords(g), ...gridWords(grid), x, transformed, bias, y, relu ? 1 : 0];
  context.run(WINOGRAD_FORWARD, parts, [...words, blockTiles, blockPanels, pool], scratchBytes);
}

/** Writes dFilter. @returns Offset of the sums of dy, a value for each out channel, until the next call. */
export function runWinogradFilterGradient(
  context: KernelContext,
  g: ConvGeometry,
  { x, dy, dFilter }: { x: number; dy: number; dFilter: number },
): number {
  const { grid, chunks, chunkSlices, room, chunkBytes, scratchBytes } = planWinogradFilterGradient(g);
  const sums = context.workspace('winograd-sums', chunks * chunkBytes);
  const words = [
    ...[...geometryWords(g), ...gridWords(grid), x, dy, room, chunks * chunkSlices],
    ...[chunkSlices, sums, chunkBytes, dFilter],
  ];
  context.run(WINOGRAD_FILTER_GRADIENT, chunks, words, scratchBytes);
  const floats = chunkBytes / 4;
  if (chunks > 1)
    context.run(ADD_PARTIALS, Math.ceil(floats / SUM_BLOCK), [sums, chunks, floats, sums, SUM_BLOCK]);
  context.run(WINOGRAD_FILTER_GRADIENT_SUM, g.inChannels, words, SUM_SCRATCH_BYTES);
  return sums + chunkBytes - Math.ceil(g.outChannels / 8) * 32;
}

/** The jobs of a convolution by Winograd; winograd-plan.ts says for which shapes. */
import {
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
const PLANES = 64;

/** Byte offsets of tensors; `bias` may be 0. */
interface ForwardOffsets {
  x: number;
  filter: number;
  bias: number;
  y: number;
}

/**
 * y = conv(x, filter) (+ bias) (ReLU).
 * @param turned The filter is that of the forward pass, [3][3][g.outChannels][g.inChannels], to be turned round.
 */
export function runWinogradForward(
  context: KernelContext,
  g: ConvGeometry,
  { x, filter, bias, y }: ForwardOffsets,
  { relu = false, turned = false },
): void {
  const { inChannels, outChannels } = g;
  const tapSize = inChannels * outChannels;
  const transformed = context.workspace('winograd-filter', winogradFilterBytes(g));
  const strides = turned ? [-tapSize, 1, inChannels] : [tapSize, outChannels, 1];
  context.run(
    WINOGRAD_FILTER,
    Math.ceil(outChannels / 8),
    [turned ? filter + 4 * 8 * tapSize : filter, transformed, inChannels, outChannels, ...strides],
    FILTER_SCRATCH_BYTES,
  );
  const { grid, parts, blockTiles, blockPanels, scratchBytes } = planWinogradForward(g);
  context.run(
    WINOGRAD_FORWARD,
    parts,
    [...geometryWords(g), ...gridWords(grid), x, transformed, bias, y, relu ? 1 : 0, blockTiles, blockPanels],
    scratchBytes,
  );
}

/** `dBias`: where the sums of dy go, room for whole panels of eight; 0 where they are not wanted. */
export function runWinogradFilterGradient(
  context: KernelContext,
  g: ConvGeometry,
  { x, dy, dFilter, dBias = 0 }: { x: number; dy: number; dFilter: number; dBias?: number },
): void {
  const plan = planWinogradFilterGradient(g);
  const { grid, slices, room, partTiles, transformedBytes, scratchBytes } = plan;
  const buffers = context.workspace('winograd-tiles', 2 * transformedBytes);
  const sums = context.workspace('winograd-sums', plan.sumsBytes);
  const words = [...geometryWords(g), ...gridWords(grid), x, dy, room, partTiles];
  const nothing = { counts: [0, 0, 0, 0], firsts: [0, 0, 0, 0], parts: 0 };
  for (let index = 0; index <= slices.length; index++) {
    const next = slices[index] ?? nothing;
    const current = slices[index - 1] ?? nothing;
    const [target, source] = [index % 2, (index + 1) % 2].map((half) => buffers + half * transformedBytes);
    const own = [
      ...[...words, target, ...next.counts, ...next.firsts, next.parts],
      ...[source, ...current.counts, sums, index === 1 ? 1 : 0, dFilter, dBias],
    ];
    context.run(WINOGRAD_FILTER_GRADIENT, next.parts + (index > 0 ? PLANES : 0), own, scratchBytes);
    if (index === slices.length)
      context.run(WINOGRAD_FILTER_GRADIENT_SUM, g.inChannels, own, SUM_SCRATCH_BYTES);
  }
}

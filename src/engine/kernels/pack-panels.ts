/** Brings the right side of a product into the order that the micro-kernel reads (assembly/gemm/pack-panels.ts). */
import { PACK_PANELS } from './assembly/job-kinds.ts';
import type { ConvGeometry } from './conv-geometry.ts';
import type { KernelContext } from './kernel-context.ts';

/** Values that a part packs: far more work than claiming it. */
const PART_FLOATS = 8192;

/** Strides are in elements; `taps` groups of `tapK` rows each. */
export interface PanelSource {
  source: number;
  taps: number;
  tapK: number;
  n: number;
  tapStride: number;
  kStride: number;
  nStride: number;
  /** Taps of a row, and from one row of taps to the next; default: all in one row. */
  rowTaps?: number;
  tapRowStride?: number;
  batch?: number;
  batchStride?: number;
  /** Byte offset of n floats, or 0. */
  bias?: number;
}

export interface Panels {
  packed: number;
  /** Byte offset of the biases, padded to whole panels, or 0. */
  bias: number;
  /** Elements from one matrix of the batch to the next. */
  batchStride: number;
}

/** The panels are valid until the next call with the same name of workspace. */
export function packPanels(context: KernelContext, source: PanelSource, workspace = 'panels'): Panels {
  const { taps, tapK, n, rowTaps = taps, tapRowStride = 0, batch = 1, batchStride = 0, bias = 0 } = source;
  const panels = Math.ceil(n / 8);
  const matrixFloats = panels * 8 * taps * tapK;
  const packed = context.workspace(workspace, 4 * (batch * matrixFloats + panels * 8));
  const packedBias = bias ? packed + 4 * batch * matrixFloats : 0;
  const partPanels = Math.max(1, Math.floor(PART_FLOATS / Math.max(1, 8 * taps * tapK)));
  context.run(PACK_PANELS, Math.ceil((batch * panels) / partPanels), [
    ...[source.source, packed, taps, tapK, n, source.tapStride, source.kStride, source.nStride],
    ...[batchStride, panels, bias, packedBias, rowTaps, tapRowStride, batch, partPanels],
  ]);
  return { packed, bias: packedBias, batchStride: matrixFloats };
}

/** A filter HWIO for the forward pass. */
export function packFilter(context: KernelContext, g: ConvGeometry, filter: number, bias = 0): Panels {
  const { filterHeight, filterWidth, inChannels, outChannels } = g;
  return packPanels(context, {
    source: filter,
    taps: 1,
    tapK: filterHeight * filterWidth * inChannels,
    n: outChannels,
    tapStride: 0,
    kStride: outChannels,
    nStride: 1,
    bias,
  });
}

/** The same filter turned by 180°, in and out swapped; `g` is the forward geometry. */
export function packTurnedFilter(context: KernelContext, g: ConvGeometry, filter: number): Panels {
  const { filterHeight, filterWidth, inChannels, outChannels } = g;
  const taps = filterHeight * filterWidth;
  return packPanels(context, {
    source: filter + 4 * (taps - 1) * inChannels * outChannels,
    taps,
    tapK: outChannels,
    n: inChannels,
    tapStride: -inChannels * outChannels,
    kStride: 1,
    nStride: outChannels,
  });
}

/** The same filter for a product with dy: [outChannels] down, [tap][inChannels] across. */
export function packScatteredFilter(context: KernelContext, g: ConvGeometry, filter: number): Panels {
  return packPanels(context, {
    source: filter,
    taps: 1,
    tapK: g.outChannels,
    n: g.filterHeight * g.filterWidth * g.inChannels,
    tapStride: 0,
    kStride: 1,
    nStride: g.outChannels,
  });
}

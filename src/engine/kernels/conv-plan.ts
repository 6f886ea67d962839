/**
 * How a convolution is cut into parts. Everything here depends on the shape alone, so that results do not depend on
 * the number of threads.
 */
import { isPointwise, outPixels, patchSize, type ConvGeometry } from './conv-geometry.ts';

/** Scratch for a tile that hangs over an edge (assembly/gemm/multiply-block.ts). */
export const TILE_BYTES = 192;
const ROWS_PER_TILE = 6;
/** A block of patches stays in the second cache (1 MiB on the machine measured), beside the filter's panels. */
const PATCH_BLOCK_FLOATS = 64 * 1024;
const MAX_BLOCK_PIXELS = 192;
/** Enough parts for any pool to share out evenly. */
const MIN_PARTS = 32;
/** Partial sums of filter gradients: more chunks share out better, but must be added up. */
const MAX_CHUNKS = 32;
const PARTIALS_BYTES = 48 * 2 ** 20;
/** Less than this and the packing costs more than the product. */
const MIN_CHUNK_PIXELS = 128;

export interface BlockPlan {
  blockPixels: number;
  parts: number;
  scratchBytes: number;
}

export function planForward(g: ConvGeometry): BlockPlan {
  const pixels = outPixels(g);
  const k = patchSize(g);
  const fitting = Math.min(
    MAX_BLOCK_PIXELS,
    Math.floor(PATCH_BLOCK_FLOATS / k),
    Math.ceil(pixels / MIN_PARTS),
  );
  const blockPixels = Math.max(1, Math.ceil(fitting / ROWS_PER_TILE)) * ROWS_PER_TILE;
  return {
    blockPixels,
    parts: Math.ceil(pixels / blockPixels),
    scratchBytes: TILE_BYTES + (isPointwise(g) ? 0 : 4 * blockPixels * k),
  };
}

export interface FilterGradientPlan extends BlockPlan {
  chunkPixels: number;
}

export function planFilterGradient(g: ConvGeometry): FilterGradientPlan {
  const pixels = outPixels(g);
  const k = patchSize(g);
  const affordable = Math.floor(PARTIALS_BYTES / (4 * k * g.outChannels));
  const chunks = Math.max(1, Math.min(MAX_CHUNKS, affordable, Math.ceil(pixels / MIN_CHUNK_PIXELS)));
  const chunkPixels = Math.max(1, Math.ceil(pixels / chunks));
  // Rows of patches are padded to an odd number of cache lines, as in conv-filter-gradient.ts.
  const rowFloats = (((k + 5 + 15) >> 4) | 1) << 4;
  const fitting = Math.floor(PATCH_BLOCK_FLOATS / rowFloats);
  const blockPixels = Math.min(chunkPixels, Math.max(16, Math.min(256, fitting)));
  const panels = Math.ceil(g.outChannels / 8);
  return {
    chunkPixels,
    blockPixels,
    parts: Math.ceil(pixels / chunkPixels),
    scratchBytes: TILE_BYTES + 4 * blockPixels * (panels * 8 + rowFloats),
  };
}

/** Rows of dy whose patches are computed and added up at a time. */
export function planScatter(g: ConvGeometry): { bandRows: number; scratchBytes: number } {
  const rowFloats = g.outWidth * patchSize(g);
  const bandRows = Math.max(1, Math.min(g.outHeight, Math.floor(PATCH_BLOCK_FLOATS / rowFloats)));
  return { bandRows, scratchBytes: TILE_BYTES + 4 * bandRows * rowFloats };
}

/**
 * When a 3×3 convolution goes through Winograd's F(4×4, 3×3), and in which blocks (assembly/conv/winograd-*.ts).
 * Everything depends on the shape alone.
 */
import { isUnitStride, type ConvGeometry } from './conv-geometry.ts';
import type { BlockPlan } from './conv-plan.ts';

/** With fewer channels the transforms cost more than the products they save. */
const MIN_CHANNELS = 16;
/** Transforming the filter must pay off. */
const MIN_TILES = 24;
/** Products in the transformed domain over direct ones: 0.25 for full tiles, more where tiles hang over the edge. */
const MAX_PRODUCT_RATIO = 0.6;
/** Four rows of micro-kernel tiles; measured: 48 are a tenth slower, V and M leave the second cache. */
const FORWARD_BLOCK_TILES = 24;
const FORWARD_BLOCK_PANELS = 16;
/** The filter gradient reads and writes all of dU for every block: larger ones are better than staying in cache. */
const GRADIENT_BLOCK_TILES = 96;
const MAX_CHUNKS = 16;
const PARTIALS_BYTES = 48 * 2 ** 20;

const tileCount = (g: ConvGeometry): number =>
  g.batch * Math.ceil(g.outHeight / 4) * Math.ceil(g.outWidth / 4);

export function usesWinograd(g: ConvGeometry): boolean {
  const tiles = tileCount(g);
  return (
    g.filterHeight === 3 &&
    g.filterWidth === 3 &&
    isUnitStride(g) &&
    g.dilationHeight === 1 &&
    g.dilationWidth === 1 &&
    Math.min(g.inChannels, g.outChannels) >= MIN_CHANNELS &&
    g.inChannels % 4 === 0 &&
    g.outChannels % 4 === 0 &&
    tiles >= MIN_TILES &&
    (tiles * 36) / (g.batch * g.outHeight * g.outWidth * 9) <= MAX_PRODUCT_RATIO
  );
}

/** Bytes of a filter in Winograd's domain. */
export const winogradFilterBytes = (g: ConvGeometry): number =>
  36 * (Math.ceil(g.outChannels / 8) * g.inChannels * 32 + 64);

const roundToOddLines = (bytes: number): number => (Math.ceil(bytes / 64) | 1) * 64;

export interface WinogradForwardPlan {
  blockTiles: number;
  blockPanels: number;
  parts: number;
  scratchBytes: number;
}

export function planWinogradForward(g: ConvGeometry): WinogradForwardPlan {
  const blockTiles = FORWARD_BLOCK_TILES;
  const blockPanels = Math.min(FORWARD_BLOCK_PANELS, Math.ceil(g.outChannels / 8));
  const vBytes = 36 * roundToOddLines(blockTiles * g.inChannels * 4);
  const mBytes = 36 * roundToOddLines(blockTiles * blockPanels * 32);
  return {
    blockTiles,
    blockPanels,
    parts: Math.ceil(tileCount(g) / blockTiles),
    scratchBytes: 576 + 144 * g.inChannels + vBytes + mBytes,
  };
}

export interface WinogradGradientPlan extends Omit<BlockPlan, 'blockPixels'> {
  chunkTiles: number;
  blockTiles: number;
  partialsBytes: number;
}

export function planWinogradFilterGradient(g: ConvGeometry): WinogradGradientPlan {
  const tiles = tileCount(g);
  const panels = Math.ceil(g.outChannels / 8);
  const partialBytes = 36 * (panels * Math.ceil(g.inChannels / 6) * 192 + 64);
  const affordable = Math.max(2, Math.min(MAX_CHUNKS, Math.floor(PARTIALS_BYTES / partialBytes)));
  // A multiple of eight where there can be: shares out evenly over 2, 4 and 8 threads.
  const chunks = affordable > 8 ? affordable & ~7 : affordable;
  const chunkTiles = Math.ceil(tiles / Math.min(chunks, Math.ceil(tiles / GRADIENT_BLOCK_TILES)));
  const blockTiles = Math.min(GRADIENT_BLOCK_TILES, chunkTiles);
  const vTileBytes = (((g.inChannels + 5 + 15) >> 4) | 1) * 64;
  const vBytes = 36 * roundToOddLines(blockTiles * vTileBytes);
  const zBytes = 36 * roundToOddLines(panels * blockTiles * 32);
  const parts = Math.ceil(tiles / chunkTiles);
  return {
    chunkTiles,
    blockTiles,
    parts,
    partialsBytes: parts * partialBytes,
    scratchBytes: 576 + 144 * Math.max(g.inChannels, g.outChannels) + vBytes + zBytes,
  };
}

/**
 * When a 3×3 convolution goes through Winograd's F(6×6, 3×3) and F(4×4, 3×3), and in which tiles and blocks
 * (assembly/conv/winograd-*.ts). Everything depends on the shape alone.
 */
import { isUnitStride, outPixels, type ConvGeometry } from './conv-geometry.ts';

/** With fewer channels the transforms cost more than the products they save. */
const MIN_CHANNELS = 16;
/** Of outputs: transforming the filter must pay off. */
const MIN_PIXELS = 256;
/** Products in the transformed domain over direct ones: 0.2 for large tiles, more where tiles hang over the edge. */
const MAX_PRODUCT_RATIO = 0.6;
/**
 * Two rows of micro-kernel tiles; measured on 64→128 at 28×28 and 128→256 at 14×14: 80 and 82 ms, with 24 tiles 83 and
 * 91, with 48 88 and 90; with 32 panels V and M leave the second cache and it is 167.
 */
const FORWARD_BLOCK_TILES = 12;
const FORWARD_BLOCK_PANELS = 16;
/** Each slice reads and writes all of dU, but its V and Z ought to stay in a thread's share of the last cache. */
const SLICE_TILES = 96;
/** Chunks of the tiles, each with a dU of its own: enough for any pool to share out, where memory allows. */
const MAX_CHUNKS = 16;
const MIN_CHUNK_TILES = 48;
const CHUNKS_BYTES = 80 * 2 ** 20;

const PLANES = 64;
/** 8×8 pixels of 16 channels: once copied from the edge, once half transformed. */
const TILE_WORK_BYTES = 2 * 4096;

/** Tiles along an axis: large ones of six outputs from eight inputs, then small ones of four from six. */
export interface TiledAxis {
  large: number;
  small: number;
}

/** The tiles that need the fewest products; 28 = 4·6 + 4, 14 = 6 + 2·4. */
export function tileAxis(size: number): TiledAxis {
  let best = { large: 0, small: Math.ceil(size / 4) };
  for (let large = 1; large <= Math.ceil(size / 6); large++) {
    const small = Math.max(0, Math.ceil((size - 6 * large) / 4));
    if (8 * large + 6 * small < 8 * best.large + 6 * best.small) best = { large, small };
  }
  return best;
}

export interface TileGrid {
  rows: TiledAxis;
  columns: TiledAxis;
}

export const tileGrid = (g: ConvGeometry): TileGrid => ({
  rows: tileAxis(g.outHeight),
  columns: tileAxis(g.outWidth),
});

/** Words from TILES_OWN of assembly/conv/winograd-tiles.ts back. */
export const gridWords = ({ rows, columns }: TileGrid): number[] => [
  ...[rows.large, rows.small, columns.large, columns.small],
];

/** Tiles of each kind in all images, in the order of winograd-tiles.ts. */
export const countTiles = (g: ConvGeometry, { rows, columns }: TileGrid): number[] =>
  [
    rows.large * columns.small,
    rows.large * columns.large,
    rows.small * columns.large,
    rows.small * columns.small,
  ].map((count) => g.batch * count);

const total = (counts: number[]): number => counts.reduce((sum, count) => sum + count, 0);

export function usesWinograd(g: ConvGeometry): boolean {
  const grid = tileGrid(g);
  const products = ({ large, small }: TiledAxis): number => 8 * large + 6 * small;
  const ratio = (g.batch * products(grid.rows) * products(grid.columns)) / (9 * outPixels(g));
  return (
    g.filterHeight === 3 &&
    g.filterWidth === 3 &&
    isUnitStride(g) &&
    g.dilationHeight === 1 &&
    g.dilationWidth === 1 &&
    Math.min(g.inChannels, g.outChannels) >= MIN_CHANNELS &&
    g.inChannels % 4 === 0 &&
    g.outChannels % 4 === 0 &&
    outPixels(g) >= MIN_PIXELS &&
    ratio <= MAX_PRODUCT_RATIO
  );
}

/** Bytes of a filter in Winograd's domain. */
export const winogradFilterBytes = (g: ConvGeometry): number =>
  PLANES * (Math.ceil(g.outChannels / 8) * g.inChannels * 32 + 64);

const roundToOddLines = (bytes: number): number => (Math.ceil(bytes / 64) | 1) * 64;

export interface WinogradForwardPlan {
  grid: TileGrid;
  blockTiles: number;
  blockPanels: number;
  parts: number;
  scratchBytes: number;
}

export function planWinogradForward(g: ConvGeometry): WinogradForwardPlan {
  const grid = tileGrid(g);
  const blockTiles = FORWARD_BLOCK_TILES;
  const blockPanels = Math.min(FORWARD_BLOCK_PANELS, Math.ceil(g.outChannels / 8));
  const vBytes = PLANES * roundToOddLines(blockTiles * g.inChannels * 4);
  const mBytes = PLANES * roundToOddLines(blockTiles * blockPanels * 32);
  return {
    grid,
    blockTiles,
    blockPanels,
    parts: total(countTiles(g, grid).map((tiles) => Math.ceil(tiles / blockTiles))),
    scratchBytes: TILE_WORK_BYTES + vBytes + mBytes,
  };
}

export interface WinogradGradientPlan {
  grid: TileGrid;
  chunks: number;
  /** Slices of a chunk. */
  chunkSlices: number;
  /** Tiles of the largest slice. */
  room: number;
  /** dU and the sums of dy. */
  chunkBytes: number;
  scratchBytes: number;
}

export function planWinogradFilterGradient(g: ConvGeometry): WinogradGradientPlan {
  const grid = tileGrid(g);
  const tiles = countTiles(g, grid);
  const panels = Math.ceil(g.outChannels / 8);
  // Rows of dU are in tiles of six or four.
  const chunkBytes = PLANES * (panels * (g.inChannels + 5) * 32 + 64) + panels * 32;
  const most = Math.min(MAX_CHUNKS, CHUNKS_BYTES / chunkBytes, total(tiles) / MIN_CHUNK_TILES);
  // A power of two, which most numbers of threads share without a rest.
  const chunks = 2 ** Math.floor(Math.log2(Math.max(1, most)));
  const chunkSlices = Math.ceil(total(tiles) / chunks / SLICE_TILES);
  const slices = chunks * chunkSlices;
  const room = total(tiles.map((count) => Math.ceil(count / slices)));
  const vBytes = PLANES * roundToOddLines(room * roundToOddLines(4 * (g.inChannels + 5)));
  const zBytes = PLANES * roundToOddLines(panels * room * 32);
  return { grid, chunks, chunkSlices, room, chunkBytes, scratchBytes: 2 * TILE_WORK_BYTES + vBytes + zBytes };
}

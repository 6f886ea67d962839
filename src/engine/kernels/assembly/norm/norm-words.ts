/**
 * The words that the normalization jobs share. Images are walked as cells: 1×1, or the 2×2 windows of the max pool; a
 * last odd row or column makes incomplete cells, which have no output and, going back, no gradient of their own.
 */
export const X: usize = 2; // [batch, height, width, channels]
export const Y: usize = 3; // y or dy: [batch, height / pool, width / pool, channels]
export const GRADIENT: usize = 4; // dx, or partial sums [parts][Σ g, Σ g·(x − mean)][channels]
export const FACTORS: usize = 5; // [which][channels], see below
export const CHANNELS: usize = 6;
export const HEIGHT: usize = 7;
export const WIDTH: usize = 8;
export const POOL: usize = 9;
export const RELU: usize = 10;
export const CELL_ROWS: usize = 11; // of all images together
export const CELL_ROWS_PER_PART: usize = 12;

/** Per channel: y = (x − mean)·scale + beta; dx = scale·g − offset − slope·(x − mean). */
export const MEAN: usize = 0;
export const SCALE: usize = 1;
export const BETA: usize = 2;
export const OFFSET: usize = 3;
export const SLOPE: usize = 4;

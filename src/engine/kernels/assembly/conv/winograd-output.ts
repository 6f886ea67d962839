/**
 * Products in Winograd's domain back to outputs: M [8×8][tile][channel] to y (+ bias) (ReLU) (2×2 max pool), sixteen
 * channels of a tile at a time. Tiles may hang over y's edge; they begin at even rows and columns, so that windows of
 * the pool never lie in two.
 */
import { copyFloats } from '../gemm/copy-floats';
import { OUT_CHANNELS, OUT_HEIGHT, OUT_WIDTH } from './geometry';
import { finishOutputLines, transformOutputLines } from './winograd-output-lines';
import {
  hasLargeColumns,
  hasLargeRows,
  TILE_WORK_BYTES,
  tileColumns,
  tileLeft,
  tileRows,
  tileTop,
} from './winograd-tiles';

/**
 * Channels `channel` to `end` of tiles `first` to `first + count` of a kind; M begins with these. `bias` may be 0;
 * `work` is scratch of 2 × TILE_WORK_BYTES.
 */
export function transformOutputTiles(
  job: usize,
  y: usize,
  kind: i32,
  first: i32,
  count: i32,
  m: usize,
  tileBytes: usize,
  planeBytes: usize,
  channel: i32,
  end: i32,
  bias: usize,
  floor: v128,
  pool: i32,
  work: usize,
): void {
  const height = load<i32>(job + OUT_HEIGHT);
  const width = load<i32>(job + OUT_WIDTH);
  const pixelBytes: usize = load<i32>(job + OUT_CHANNELS) << 2;
  // Of y, which the pool makes smaller.
  const lineBytes = (width / pool) * pixelBytes;
  const imageBytes = (height / pool) * lineBytes;
  const rows = tileRows(job, kind);
  const columns = tileColumns(job, kind);
  const rowPoints = hasLargeRows(kind) ? 8 : 6;
  const columnPoints = hasLargeColumns(kind) ? 8 : 6;
  const outputs = work + TILE_WORK_BYTES;
  for (let tile = first; tile < first + count; tile++, m += tileBytes) {
    const top = tileTop(job, kind, (tile / columns) % rows);
    const left = tileLeft(job, kind, tile % columns);
    const height6 = min(rowPoints - 2, height - top);
    const width6 = min(columnPoints - 2, width - left);
    const image = y + <usize>(tile / (columns * rows)) * imageBytes;
    const target = image + (top / pool) * lineBytes + (left / pool) * pixelBytes;
    for (let c = channel; c < end; c += 16) {
      const floats = min(16, end - c);
      const vectors = floats >> 2;
      const from = m + ((c - channel) << 2);
      transformOutputLines(rowPoints, columnPoints, vectors, from, planeBytes << 3, planeBytes, work, 512, 64);
      const shift: usize = bias ? bias + (c << 2) : 0;
      const to = target + (c << 2);
      if (pool == 2) {
        finishOutputLines(columnPoints, height6, vectors, work, 64, 512, outputs, 64, 512, shift, floor);
        poolOutputs(outputs, height6 >> 1, width6 >> 1, vectors, to, pixelBytes, lineBytes);
      } else if (width6 == columnPoints - 2) {
        finishOutputLines(
          columnPoints, height6, vectors, work, 64, 512, to, pixelBytes, lineBytes, shift, floor);
      } else {
        finishOutputLines(columnPoints, height6, vectors, work, 64, 512, outputs, 64, 512, shift, floor);
        for (let row = 0; row < height6; row++)
          for (let column = 0; column < width6; column++)
            copyFloats(to + row * lineBytes + column * pixelBytes, outputs + (row << 9) + (column << 6), floats);
      }
    }
  }
}

/** The largest of two by two outputs; `rows` and `columns` are y's. */
function poolOutputs(
  outputs: usize,
  rows: i32,
  columns: i32,
  vectors: i32,
  to: usize,
  pixelBytes: usize,
  lineBytes: usize,
): void {
  for (let row = 0; row < rows; row++, outputs += 1024, to += lineBytes)
    for (let column = 0; column < columns; column++) {
      const from = outputs + (column << 7);
      const target = to + column * pixelBytes;
      for (let at: usize = 0; at < <usize>vectors << 4; at += 16) {
        const upper = f32x4.max(v128.load(from + at), v128.load(from + at, 64));
        const lower = f32x4.max(v128.load(from + at, 512), v128.load(from + at, 576));
        v128.store(target + at, f32x4.max(upper, lower));
      }
    }
}

/**
 * Tiles of x into Winograd's domain: V [8×8][tile][channel]. A tile reads the pixels from (top − padTop, left −
 * padLeft) on, two more each way than it has outputs; what lies outside x is zero. Sixteen channels at a time: a cache
 * line of each pixel is read once.
 */
import { clearLine, copyLine } from '../gemm/copy-floats';
import { IN_CHANNELS, IN_HEIGHT, IN_WIDTH, PAD_LEFT, PAD_TOP } from './geometry';
import { transformInputLines } from './winograd-input-lines';
import {
  hasLargeColumns,
  hasLargeRows,
  TILE_WORK_BYTES,
  tileColumns,
  tileLeft,
  tileRows,
  tileTop,
} from './winograd-tiles';

/** Tiles `first` to `first + count` of a kind; V's strides are given; `work` is scratch of 2 × TILE_WORK_BYTES. */
export function transformInputTiles(
  job: usize,
  x: usize,
  kind: i32,
  first: i32,
  count: i32,
  v: usize,
  tileBytes: usize,
  planeBytes: usize,
  work: usize,
): void {
  const height = load<i32>(job + IN_HEIGHT);
  const width = load<i32>(job + IN_WIDTH);
  const channels = load<i32>(job + IN_CHANNELS);
  const rows = tileRows(job, kind);
  const columns = tileColumns(job, kind);
  const rowPoints = hasLargeRows(kind) ? 8 : 6;
  const columnPoints = hasLargeColumns(kind) ? 8 : 6;
  const pixelBytes: usize = channels << 2;
  const lineBytes = width * pixelBytes;
  const copy = work + TILE_WORK_BYTES;
  for (let tile = first; tile < first + count; tile++, v += tileBytes) {
    const top = tileTop(job, kind, (tile / columns) % rows) - load<i32>(job + PAD_TOP);
    const left = tileLeft(job, kind, tile % columns) - load<i32>(job + PAD_LEFT);
    const image = x + <usize>(tile / (columns * rows)) * height * lineBytes;
    const isInside = top >= 0 && left >= 0 && top + rowPoints <= height && left + columnPoints <= width;
    for (let channel = 0; channel < channels; channel += 16) {
      const floats = min(16, channels - channel);
      const vectors = floats >> 2;
      let from = image + top * lineBytes + left * pixelBytes + (channel << 2);
      if (isInside) {
        transformInputLines(rowPoints, columnPoints, vectors, from, lineBytes, pixelBytes, work, 512, 64);
      } else {
        from = image + (channel << 2);
        for (let row = 0; row < rowPoints; row++)
          for (let column = 0; column < columnPoints; column++) {
            const y = top + row;
            const at = left + column;
            const to = copy + (row << 9) + (column << 6);
            if (<u32>y < <u32>height && <u32>at < <u32>width)
              copyLine(to, from + y * lineBytes + at * pixelBytes, floats);
            else clearLine(to);
          }
        transformInputLines(rowPoints, columnPoints, vectors, copy, 512, 64, work, 512, 64);
      }
      const to = v + (channel << 2);
      transformInputLines(columnPoints, rowPoints, vectors, work, 64, 512, to, planeBytes, planeBytes << 3);
    }
  }
}

/**
 * Convolutions without patches: images are copied with a rim of zeros, and the micro-kernel reads each output pixel's
 * window where it lies. One part is a few images. Output pixels are reached in phases: a convolution has one; a
 * transposed one at stride s has s² of them, output pixels (i·s + row, j·s + column), each of which sees other taps of
 * the filter and is a convolution at stride 1.
 */
import { pointer, word } from '../job-words';
import { ENTRY_BYTES, multiplyWindows } from '../gemm/multiply-windows';
import { MR, RELU } from '../gemm/micro-kernel';
import {
  BATCH,
  CHANNELS,
  IMAGES,
  OWN,
  PADDED_WIDTH,
  paddedImageBytes,
  padPart,
  STEP_HEIGHT,
  STEP_WIDTH,
} from './padded-geometry';

const X: usize = OWN;
const BIAS: usize = OWN + 1;
const Y: usize = OWN + 2;
const Y_HEIGHT: usize = OWN + 3;
const Y_WIDTH: usize = OWN + 4;
/** A multiple of eight. */
const Y_CHANNELS: usize = OWN + 5;
const IS_RELU: usize = OWN + 6;
/** From one output pixel of a phase to the next. */
const Y_STEP_HEIGHT: usize = OWN + 7;
const Y_STEP_WIDTH: usize = OWN + 8;
const PHASES: usize = OWN + 9;
const PHASE_TABLE: usize = OWN + 10;
/** Bytes of scratch before the padded images: the table of windows. */
const TABLE_BYTES: usize = OWN + 11;

/** A phase: its first output pixel, how many pixels, where the first one's window begins, its size, its filter. */
const PHASE_BYTES: usize = 36;
const ROW: usize = 0;
const COLUMN: usize = 1;
const ROWS: usize = 2;
const COLUMNS: usize = 3;
const WINDOW_ROW: usize = 4;
const WINDOW_COLUMN: usize = 5;
const WINDOW_HEIGHT: usize = 6;
const WINDOW_WIDTH: usize = 7;
const PACKED: usize = 8;

export function convWindowsPart(job: usize, part: i32, scratch: usize): void {
  const image = part * word(job, IMAGES);
  const count = min(word(job, IMAGES), word(job, BATCH) - image);
  const padded = scratch + word(job, TABLE_BYTES);
  padPart(job, pointer(job, X), image, count, padded);
  let phase = pointer(job, PHASE_TABLE);
  for (let i = 0; i < word(job, PHASES); i++, phase += PHASE_BYTES) {
    const pixels = writeTable(job, phase, image, count, padded, scratch);
    multiplyPhase(job, phase, pixels, scratch);
  }
}

/** Where each pixel's window begins and where its channels go; the last one again until a tile is full. */
function writeTable(job: usize, phase: usize, image: i32, count: i32, padded: usize, table: usize): i32 {
  const pixelBytes = <usize>word(job, CHANNELS) << 2;
  const yPixelBytes = <usize>word(job, Y_CHANNELS) << 2;
  const rowBytes = <usize>word(job, PADDED_WIDTH) * pixelBytes;
  const yRowBytes = <usize>word(job, Y_WIDTH) * yPixelBytes;
  const rows = word(phase, ROWS);
  const columns = word(phase, COLUMNS);
  const step = <usize>word(job, STEP_WIDTH) * pixelBytes;
  const yStep = <usize>word(job, Y_STEP_WIDTH) * yPixelBytes;
  let at = table;
  for (let i = 0; i < count; i++) {
    const x = padded + <usize>i * paddedImageBytes(job);
    const y = pointer(job, Y) + <usize>(image + i) * word(job, Y_HEIGHT) * yRowBytes;
    for (let row = 0; row < rows; row++) {
      const xRow = word(phase, WINDOW_ROW) + row * word(job, STEP_HEIGHT);
      const yRow = word(phase, ROW) + row * word(job, Y_STEP_HEIGHT);
      let from = x + <usize>xRow * rowBytes + <usize>word(phase, WINDOW_COLUMN) * pixelBytes;
      let to = y + <usize>yRow * yRowBytes + <usize>word(phase, COLUMN) * yPixelBytes;
      for (let column = 0; column < columns; column++, at += ENTRY_BYTES, from += step, to += yStep) {
        store<usize>(at, from);
        store<usize>(at, to, 4);
      }
    }
  }
  const pixels = count * rows * columns;
  if (pixels > 0)
    for (let i = pixels; i % MR != 0; i++, at += ENTRY_BYTES)
      store<u64>(at, load<u64>(at - ENTRY_BYTES));
  return pixels;
}

function multiplyPhase(job: usize, phase: usize, pixels: i32, table: usize): void {
  const channels = word(job, CHANNELS);
  const runs = word(phase, WINDOW_HEIGHT);
  const k = word(phase, WINDOW_WIDTH) * channels;
  const skip = <usize>(word(job, PADDED_WIDTH) * channels - k) << 2;
  const panelBytes = <usize>(runs * k) << 5;
  const bias = pointer(job, BIAS);
  const flags = word(job, IS_RELU) ? RELU : 0;
  const columnBytes = <usize>word(job, Y_CHANNELS) << 2;
  let packed = pointer(phase, PACKED);
  for (let column: usize = 0; column < columnBytes; column += 32, packed += panelBytes)
    for (let pixel = 0; pixel < pixels; pixel += MR)
      multiplyWindows(
        table + <usize>pixel * ENTRY_BYTES,
        runs,
        k,
        skip,
        packed,
        column,
        bias ? bias + column : 0,
        flags,
      );
}

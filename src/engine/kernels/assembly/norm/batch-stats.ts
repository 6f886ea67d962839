/**
 * Mean and variance of each channel of x [rows, channels], in two jobs.
 * 1. A part reads its rows twice, the second time from cache, and writes their mean and the sum of squared distances
 *    from it: one pass over memory without the cancellation of E[x²] − E[x]².
 * 2. A part joins those of 16 channels in a fixed order, in float64.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';

const X: usize = 2;
const PARTIALS: usize = 3; // [parts of job 1][mean, squares][channels]
const ROWS: usize = 4;
const CHANNELS: usize = 5;
const ROWS_PER_PART: usize = 6;
const MEAN: usize = 7; // job 2
const VARIANCE: usize = 8;

export const CHANNELS_PER_PART: i32 = 16;

export function batchStatsPart(job: usize, part: i32): void {
  const channels = word(job, CHANNELS);
  const rowBytes = <usize>channels << 2;
  const first = part * word(job, ROWS_PER_PART);
  const rows = min(word(job, ROWS_PER_PART), word(job, ROWS) - first);
  const x = pointer(job, X) + <usize>first * rowBytes;
  const mean = pointer(job, PARTIALS) + <usize>part * 2 * rowBytes;
  const squares = mean + rowBytes;

  memory.fill(mean, 0, 2 * rowBytes);
  const count = f32x4.splat(<f32>rows);
  sumRows(x, mean, rows, channels);
  for (let channel = 0; channel < channels; channel += 4) {
    const at = mean + (<usize>channel << 2);
    storeLanes(at, f32x4.div(loadLanes(at, channels - channel), count), channels - channel);
  }
  let row = x;
  for (let r = 0; r < rows; r++, row += rowBytes) {
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const offset = <usize>channel << 2;
      const distance = f32x4.sub(loadLanes(row + offset, lanes), loadLanes(mean + offset, lanes));
      const sum = f32x4.add(loadLanes(squares + offset, lanes), f32x4.mul(distance, distance));
      storeLanes(squares + offset, sum, lanes);
    }
  }
}

/** sums[channel] += Σ over rows; four rows at a time, to touch the sums less often. */
export function sumRows(x: usize, sums: usize, rows: i32, channels: i32): void {
  const rowBytes = <usize>channels << 2;
  let r = 0;
  for (; r + 4 <= rows; r += 4, x += 4 * rowBytes) {
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const at = x + (<usize>channel << 2);
      const low = f32x4.add(loadLanes(at, lanes), loadLanes(at + rowBytes, lanes));
      const high = f32x4.add(loadLanes(at + 2 * rowBytes, lanes), loadLanes(at + 3 * rowBytes, lanes));
      const to = sums + (<usize>channel << 2);
      storeLanes(to, f32x4.add(loadLanes(to, lanes), f32x4.add(low, high)), lanes);
    }
  }
  for (; r < rows; r++, x += rowBytes) {
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const to = sums + (<usize>channel << 2);
      storeLanes(to, f32x4.add(loadLanes(to, lanes), loadLanes(x + (<usize>channel << 2), lanes)), lanes);
    }
  }
}

/** `scratch`: two float64 for each channel of the part. */
export function joinStatsPart(job: usize, part: i32, scratch: usize): void {
  const channels = word(job, CHANNELS);
  const rows = word(job, ROWS);
  const rowsPerPart = word(job, ROWS_PER_PART);
  const partials = pointer(job, PARTIALS) + ((<usize>part * CHANNELS_PER_PART) << 2);
  const rowBytes = <usize>channels << 2;
  const own = min(CHANNELS_PER_PART, channels - part * CHANNELS_PER_PART);
  const means = scratch;
  const squares = scratch + (CHANNELS_PER_PART << 3);

  memory.fill(scratch, 0, CHANNELS_PER_PART << 4);
  let from = partials;
  for (let first = 0; first < rows; first += rowsPerPart, from += 2 * rowBytes) {
    const weight = <f64>min(rowsPerPart, rows - first) / <f64>rows;
    for (let c: usize = 0; c < <usize>own; c++) {
      const at = means + (c << 3);
      store<f64>(at, load<f64>(at) + weight * <f64>load<f32>(from + (c << 2)));
    }
  }
  from = partials;
  for (let first = 0; first < rows; first += rowsPerPart, from += 2 * rowBytes) {
    const count = <f64>min(rowsPerPart, rows - first);
    for (let c: usize = 0; c < <usize>own; c++) {
      const distance = <f64>load<f32>(from + (c << 2)) - load<f64>(means + (c << 3));
      const at = squares + (c << 3);
      const inner = <f64>load<f32>(from + rowBytes + (c << 2));
      store<f64>(at, load<f64>(at) + inner + count * distance * distance);
    }
  }
  const to = (<usize>part * CHANNELS_PER_PART) << 2;
  for (let c: usize = 0; c < <usize>own; c++) {
    store<f32>(pointer(job, MEAN) + to + (c << 2), <f32>load<f64>(means + (c << 3)));
    store<f32>(pointer(job, VARIANCE) + to + (c << 2), <f32>(load<f64>(squares + (c << 3)) / <f64>rows));
  }
}

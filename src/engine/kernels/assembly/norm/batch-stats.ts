/**
 * Mean and variance of each channel of x [rows, channels], in two jobs.
 * 1. A part takes the mean of the first eighth of its rows as a shift, then sums the distances from it and their
 *    squares: one pass over memory without the cancellation of E[x²] − E[x]², because the mean of an eighth of the
 *    numbers is never further from the mean of all than √8 times their standard deviation.
 * 2. A part joins those of 16 channels in a fixed order, in float64.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import { madd } from '../madd';

const X: usize = 2;
const PARTIALS: usize = 3; // [parts of job 1][mean, Σ (x − mean)²][channels]
const ROWS: usize = 4;
const CHANNELS: usize = 5;
const ROWS_PER_PART: usize = 6;
const MEAN: usize = 7; // job 2
const VARIANCE: usize = 8;

export const CHANNELS_PER_PART: i32 = 16;
const SHIFT_SHARE: i32 = 8;

/** `scratch`: one float32 for each channel. */
export function batchStatsPart(job: usize, part: i32, scratch: usize): void {
  const channels = word(job, CHANNELS);
  const rowBytes = <usize>channels << 2;
  const first = part * word(job, ROWS_PER_PART);
  const rows = min(word(job, ROWS_PER_PART), word(job, ROWS) - first);
  const x = pointer(job, X) + <usize>first * rowBytes;
  const sums = pointer(job, PARTIALS) + <usize>part * 2 * rowBytes;
  memory.fill(scratch, 0, rowBytes);
  memory.fill(sums, 0, 2 * rowBytes);

  const sampled = (rows + SHIFT_SHARE - 1) / SHIFT_SHARE;
  let row = x;
  for (let r = 0; r < sampled; r++, row += rowBytes) addRow(row, scratch, channels);
  const sampledCount = f32x4.splat(<f32>sampled);
  for (let channel = 0; channel < channels; channel += 4) {
    const at = scratch + (<usize>channel << 2);
    storeLanes(at, f32x4.div(loadLanes(at, channels - channel), sampledCount), channels - channel);
  }
  row = x;
  let r = 0;
  for (; r + 4 <= rows; r += 4, row += 4 * rowBytes) addDistances(row, scratch, sums, channels);
  for (; r < rows; r++, row += rowBytes) addDistance(row, scratch, sums, channels);

  // From the sums about the shift to the mean and the sum of squares about it.
  const count = f32x4.splat(<f32>rows);
  for (let channel = 0; channel < channels; channel += 4) {
    const lanes = channels - channel;
    const at = sums + (<usize>channel << 2);
    const sum = loadLanes(at, lanes);
    const mean = f32x4.div(sum, count);
    const squares = f32x4.sub(loadLanes(at + rowBytes, lanes), f32x4.mul(sum, mean));
    storeLanes(at, f32x4.add(loadLanes(scratch + (<usize>channel << 2), lanes), mean), lanes);
    storeLanes(at + rowBytes, f32x4.max(squares, f32x4.splat(0)), lanes);
  }
}

function addRow(row: usize, sums: usize, channels: i32): void {
  for (let channel = 0; channel < channels; channel += 4) {
    const lanes = channels - channel;
    const to = sums + (<usize>channel << 2);
    storeLanes(to, f32x4.add(loadLanes(to, lanes), loadLanes(row + (<usize>channel << 2), lanes)), lanes);
  }
}

/** Of four rows at a time, to touch the sums less often. The body is inlined with `lanes` as a constant where it is 4. */
function addDistances(row: usize, shifts: usize, sums: usize, channels: i32): void {
  const whole = channels & ~3;
  const rowBytes = <usize>channels << 2;
  for (let channel = 0; channel < whole; channel += 4) addFourDistances(row, shifts, sums, <usize>channel << 2, rowBytes, 4);
  if (whole < channels) addFourDistances(row, shifts, sums, <usize>whole << 2, rowBytes, channels - whole);
}

// @ts-ignore: decorator
@inline
function addFourDistances(row: usize, shifts: usize, sums: usize, offset: usize, rowBytes: usize, lanes: i32): void {
  const shift = loadLanes(shifts + offset, lanes);
  const at = row + offset;
  const d0 = f32x4.sub(loadLanes(at, lanes), shift);
  const d1 = f32x4.sub(loadLanes(at + rowBytes, lanes), shift);
  const d2 = f32x4.sub(loadLanes(at + 2 * rowBytes, lanes), shift);
  const d3 = f32x4.sub(loadLanes(at + 3 * rowBytes, lanes), shift);
  const to = sums + offset;
  const sum = f32x4.add(f32x4.add(d0, d1), f32x4.add(d2, d3));
  const squares = f32x4.add(madd(d0, d0, f32x4.mul(d1, d1)), madd(d2, d2, f32x4.mul(d3, d3)));
  storeLanes(to, f32x4.add(loadLanes(to, lanes), sum), lanes);
  storeLanes(to + rowBytes, f32x4.add(loadLanes(to + rowBytes, lanes), squares), lanes);
}

function addDistance(row: usize, shifts: usize, sums: usize, channels: i32): void {
  const rowBytes = <usize>channels << 2;
  for (let channel = 0; channel < channels; channel += 4) {
    const lanes = channels - channel;
    const offset = <usize>channel << 2;
    const distance = f32x4.sub(loadLanes(row + offset, lanes), loadLanes(shifts + offset, lanes));
    const to = sums + offset;
    storeLanes(to, f32x4.add(loadLanes(to, lanes), distance), lanes);
    storeLanes(to + rowBytes, madd(distance, distance, loadLanes(to + rowBytes, lanes)), lanes);
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

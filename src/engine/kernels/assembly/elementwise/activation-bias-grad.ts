/**
 * dx = dy where y > 0, else 0 (ReLU), or dy·y·(1 − y) (sigmoid), and the column sums of dx, in one pass over dy, y
 * [rows, channels]. A part has some rows and its own row of sums; the sum job adds those up.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';

const DY: usize = 2;
const Y: usize = 3;
const DX: usize = 4;
const SUMS: usize = 5; // [parts][channels]
const ROWS: usize = 6;
const CHANNELS: usize = 7;
const ROWS_PER_PART: usize = 8;
const IS_SIGMOID: usize = 9;

export function activationBiasGradPart(job: usize, part: i32): void {
  const channels = word(job, CHANNELS);
  const rowBytes = <usize>channels << 2;
  const first = part * word(job, ROWS_PER_PART);
  const rows = min(word(job, ROWS_PER_PART), word(job, ROWS) - first);
  const sums = pointer(job, SUMS) + <usize>part * rowBytes;
  const offset = <usize>first * rowBytes;
  const isSigmoid = word(job, IS_SIGMOID) != 0;
  const dy = pointer(job, DY) + offset;
  const y = pointer(job, Y) + offset;
  const dx = pointer(job, DX) + offset;
  if (channels == 1) {
    store<f32>(sums, goBackOneChannel(dy, y, dx, rows, isSigmoid));
    return;
  }
  memory.fill(sums, 0, rowBytes);
  for (let row = 0, at: usize = 0; row < rows; row++)
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const slope = goBack(loadLanes(dy + at, lanes), loadLanes(y + at, lanes), isSigmoid);
      storeLanes(dx + at, slope, lanes);
      const sum = sums + (<usize>channel << 2);
      storeLanes(sum, f32x4.add(loadLanes(sum, lanes), slope), lanes);
      at += <usize>min(4, lanes) << 2;
    }
}

/** Four rows at a time; returns the sum. */
function goBackOneChannel(dy: usize, y: usize, dx: usize, rows: i32, isSigmoid: bool): f32 {
  let sums = f32x4.splat(0);
  for (let row = 0, at: usize = 0; row < rows; row += 4, at += 16) {
    const lanes = rows - row;
    const slope = goBack(loadLanes(dy + at, lanes), loadLanes(y + at, lanes), isSigmoid);
    storeLanes(dx + at, slope, lanes);
    sums = f32x4.add(sums, slope);
  }
  const low = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1);
  return low + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
}

// @ts-ignore: decorator
@inline
function goBack(dy: v128, y: v128, isSigmoid: bool): v128 {
  if (isSigmoid) return f32x4.mul(dy, f32x4.mul(y, f32x4.sub(f32x4.splat(1), y)));
  return v128.and(dy, f32x4.gt(y, f32x4.splat(0)));
}

/**
 * dx = dy where y > 0, else 0, and the column sums of dx, in one pass over dy, y [rows, channels]. A part has some rows
 * and its own row of sums; the sum job adds those up.
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

export function reluBiasGradPart(job: usize, part: i32): void {
  const channels = word(job, CHANNELS);
  const rowBytes = <usize>channels << 2;
  const first = part * word(job, ROWS_PER_PART);
  const rows = min(word(job, ROWS_PER_PART), word(job, ROWS) - first);
  const sums = pointer(job, SUMS) + <usize>part * rowBytes;
  let offset = <usize>first * rowBytes;
  memory.fill(sums, 0, rowBytes);
  for (let row = 0; row < rows; row++, offset += rowBytes) {
    const dy = pointer(job, DY) + offset;
    const y = pointer(job, Y) + offset;
    const dx = pointer(job, DX) + offset;
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const at = <usize>channel << 2;
      const positive = f32x4.gt(loadLanes(y + at, lanes), f32x4.splat(0));
      const gradient = v128.and(loadLanes(dy + at, lanes), positive);
      storeLanes(dx + at, gradient, lanes);
      storeLanes(sums + at, f32x4.add(loadLanes(sums + at, lanes), gradient), lanes);
    }
  }
}

/**
 * y[ids[row]] += x[row] for x [rows, inner], y [segments, inner]; ids outside [0, segments) are left out. A part is a
 * block of columns that goes through all rows in order, so no two parts write the same place.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';

const X: usize = 2;
const IDS: usize = 3;
const Y: usize = 4;
const ROWS: usize = 5;
const INNER: usize = 6;
const SEGMENTS: usize = 7;
const BLOCK: usize = 8;
const INTEGERS: usize = 9;

export function segmentSumPart(job: usize, part: i32): void {
  const inner = word(job, INNER);
  const first = part * word(job, BLOCK);
  const width = min(word(job, BLOCK), inner - first);
  const segments = word(job, SEGMENTS);
  const rowBytes = <usize>inner << 2;
  const y = pointer(job, Y) + (<usize>first << 2);
  for (let segment = 0; segment < segments; segment++) {
    memory.fill(y + <usize>segment * rowBytes, 0, <usize>width << 2);
  }
  let x = pointer(job, X) + (<usize>first << 2);
  for (let row = 0; row < word(job, ROWS); row++, x += rowBytes) {
    const id = load<i32>(pointer(job, IDS) + (<usize>row << 2));
    if (<u32>id >= <u32>segments) continue;
    const to = y + <usize>id * rowBytes;
    for (let c = 0; c < width; c += 4) {
      const lanes = width - c;
      const at = <usize>c << 2;
      const sum = loadLanes(to + at, lanes);
      const term = loadLanes(x + at, lanes);
      storeLanes(to + at, word(job, INTEGERS) ? i32x4.add(sum, term) : f32x4.add(sum, term), lanes);
    }
  }
}

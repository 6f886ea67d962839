/**
 * One level of a tree of sums: x [outer, count, inner] → y [outer, ceil(count / chunk), inner], each chunk added in
 * order. Repeated until the count is 1, it sums over any axis in an order that depends on the shape alone, and its
 * rounding error grows with the logarithm of the count. A task is one chunk of one block of `inner`, so that its sums
 * stay in cache; a part is one or more tasks. Float32 or, adding as integers, int32.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';

const X: usize = 2;
const Y: usize = 3;
const COUNT: usize = 4;
const INNER: usize = 5;
const CHUNK: usize = 6;
const BLOCK: usize = 7; // of inner
const INTEGERS: usize = 8;
const TASKS: usize = 9;
const TASKS_PER_PART: usize = 10;

export function sumPart(job: usize, part: i32): void {
  const first = part * word(job, TASKS_PER_PART);
  const last = min(first + word(job, TASKS_PER_PART), word(job, TASKS));
  for (let task = first; task < last; task++) sumTask(job, task);
}

function sumTask(job: usize, task: i32): void {
  const count = word(job, COUNT);
  const inner = word(job, INNER);
  const chunk = word(job, CHUNK);
  const block = word(job, BLOCK);
  const chunks = max(1, (count + chunk - 1) / chunk);
  const blocks = (inner + block - 1) / block;
  const row = task / blocks; // of y
  const firstInner = (task - row * blocks) * block;
  const outer = row / chunks;
  const first = (row - outer * chunks) * chunk;
  const terms = min(chunk, count - first);
  const width = min(block, inner - firstInner);

  const x = pointer(job, X) + (((<usize>outer * count + first) * inner + firstInner) << 2);
  const y = pointer(job, Y) + ((<usize>row * inner + firstInner) << 2);
  if (word(job, INTEGERS)) sumIntegers(x, y, terms, inner, width);
  else if (inner == 1) store<f32>(y, sumRun(x, terms));
  else sumColumns(x, y, terms, inner, width);
}

function sumColumns(x: usize, y: usize, terms: i32, inner: i32, width: i32): void {
  const stride = <usize>inner << 2;
  memory.fill(y, 0, <usize>width << 2);
  let t = 0;
  for (; t + 4 <= terms; t += 4, x += 4 * stride) {
    for (let c = 0; c < width; c += 4) {
      const lanes = width - c;
      const at = x + (<usize>c << 2);
      const to = y + (<usize>c << 2);
      const low = f32x4.add(loadLanes(at, lanes), loadLanes(at + stride, lanes));
      const high = f32x4.add(loadLanes(at + 2 * stride, lanes), loadLanes(at + 3 * stride, lanes));
      storeLanes(to, f32x4.add(loadLanes(to, lanes), f32x4.add(low, high)), lanes);
    }
  }
  for (; t < terms; t++, x += stride) {
    for (let c = 0; c < width; c += 4) {
      const lanes = width - c;
      const to = y + (<usize>c << 2);
      storeLanes(to, f32x4.add(loadLanes(to, lanes), loadLanes(x + (<usize>c << 2), lanes)), lanes);
    }
  }
}

/** Numbers that lie one after the other. */
function sumRun(x: usize, terms: i32): f32 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let t = 0;
  for (; t + 8 <= terms; t += 8, x += 32) {
    a = f32x4.add(a, v128.load(x));
    b = f32x4.add(b, v128.load(x, 16));
  }
  a = f32x4.add(a, b);
  let sum: f32 =
    f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
  for (; t < terms; t++, x += 4) sum += load<f32>(x);
  return sum;
}

function sumIntegers(x: usize, y: usize, terms: i32, inner: i32, width: i32): void {
  const stride = <usize>inner << 2;
  memory.fill(y, 0, <usize>width << 2);
  for (let t = 0; t < terms; t++, x += stride) {
    for (let c: usize = 0; c < <usize>width << 2; c += 4) store<i32>(y + c, load<i32>(y + c) + load<i32>(x + c));
  }
}

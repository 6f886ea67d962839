/**
 * Σ (b − a)² over a part of two arrays, as one double: runs of 256 values are added in single precision, in sixteen
 * lanes, the runs in double. And the way back: factor·(b − a).
 */
import { pointer, real, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import { madd } from '../madd';

const A: usize = 2;
const B: usize = 3;
/** Sums: [parts] of f64; gradient: like a. */
const TARGET: usize = 4;
const SIZE: usize = 5;
const PER_PART: usize = 6;
const FACTOR: usize = 7;

const RUN_BYTES: usize = 1024;

export function squaredErrorPart(job: usize, part: i32): void {
  const first = part * word(job, PER_PART);
  const count = min(word(job, PER_PART), word(job, SIZE) - first);
  let a = pointer(job, A) + (<usize>first << 2);
  let b = pointer(job, B) + (<usize>first << 2);
  const end = a + (<usize>count << 2);
  let total: f64 = 0;
  while (a + 64 <= end) {
    const runEnd = min(a + RUN_BYTES, a + ((end - a) & ~63));
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (; a < runEnd; a += 64, b += 64) {
      s0 = addSquare(a, b, s0);
      s1 = addSquare(a + 16, b + 16, s1);
      s2 = addSquare(a + 32, b + 32, s2);
      s3 = addSquare(a + 48, b + 48, s3);
    }
    const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    const low = <f64>f32x4.extract_lane(sum, 0) + <f64>f32x4.extract_lane(sum, 1);
    total += low + (<f64>f32x4.extract_lane(sum, 2) + <f64>f32x4.extract_lane(sum, 3));
  }
  for (; a < end; a += 4, b += 4) {
    const difference = <f64>load<f32>(b) - <f64>load<f32>(a);
    total += difference * difference;
  }
  store<f64>(pointer(job, TARGET) + (<usize>part << 3), total);
}

export function squaredErrorGradPart(job: usize, part: i32): void {
  const first = part * word(job, PER_PART);
  const count = min(word(job, PER_PART), word(job, SIZE) - first);
  const a = pointer(job, A) + (<usize>first << 2);
  const b = pointer(job, B) + (<usize>first << 2);
  const to = pointer(job, TARGET) + (<usize>first << 2);
  const factor = f32x4.splat(real(job, FACTOR));
  for (let i = 0, at: usize = 0; i < count; i += 4, at += 16) {
    const lanes = count - i;
    const difference = f32x4.sub(loadLanes(b + at, lanes), loadLanes(a + at, lanes));
    storeLanes(to + at, f32x4.mul(difference, factor), lanes);
  }
}

// @ts-ignore: decorator
@inline
function addSquare(a: usize, b: usize, sum: v128): v128 {
  const difference = f32x4.sub(v128.load(b), v128.load(a));
  return madd(difference, difference, sum);
}

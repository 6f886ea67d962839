/**
 * Adam (Kingma & Ba, with both bias corrections) on all variables in one job, in place. A part is one row of a table:
 * a piece of one variable. The operations and their order are those of tfjs' AdamOptimizer, so the bits are too;
 * hence no fused multiply-add.
 */
import { pointer, real, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';

const TABLE: usize = 2; // [parts][weight, first moment, second moment, gradient, count]
const ROW_BYTES: usize = 20;
const BETA1: usize = 3;
const ONE_MINUS_BETA1: usize = 4;
const BETA2: usize = 5;
const ONE_MINUS_BETA2: usize = 6;
const CORRECTION1: usize = 7; // 1 − beta1^t
const CORRECTION2: usize = 8;
const EPSILON: usize = 9;
const MINUS_RATE: usize = 10;

export function adamStepPart(job: usize, part: i32): void {
  const row = pointer(job, TABLE) + <usize>part * ROW_BYTES;
  const weights = pointer(row, 0);
  const firsts = pointer(row, 1);
  const seconds = pointer(row, 2);
  const gradients = pointer(row, 3);
  const count = word(row, 4);
  const beta1 = f32x4.splat(real(job, BETA1));
  const oneMinusBeta1 = f32x4.splat(real(job, ONE_MINUS_BETA1));
  const beta2 = f32x4.splat(real(job, BETA2));
  const oneMinusBeta2 = f32x4.splat(real(job, ONE_MINUS_BETA2));
  const correction1 = f32x4.splat(real(job, CORRECTION1));
  const correction2 = f32x4.splat(real(job, CORRECTION2));
  const epsilon = f32x4.splat(real(job, EPSILON));
  const minusRate = f32x4.splat(real(job, MINUS_RATE));
  for (let i = 0; i < count; i += 4) {
    const lanes = count - i;
    const at = <usize>i << 2;
    const g = loadLanes(gradients + at, lanes);
    const m = f32x4.add(f32x4.mul(loadLanes(firsts + at, lanes), beta1), f32x4.mul(g, oneMinusBeta1));
    const v = f32x4.add(
      f32x4.mul(loadLanes(seconds + at, lanes), beta2),
      f32x4.mul(f32x4.mul(g, g), oneMinusBeta2),
    );
    const root = f32x4.add(f32x4.sqrt(f32x4.div(v, correction2)), epsilon);
    const step = f32x4.mul(f32x4.div(f32x4.div(m, correction1), root), minusRate);
    storeLanes(firsts + at, m, lanes);
    storeLanes(seconds + at, v, lanes);
    storeLanes(weights + at, f32x4.add(step, loadLanes(weights + at, lanes)), lanes);
  }
}

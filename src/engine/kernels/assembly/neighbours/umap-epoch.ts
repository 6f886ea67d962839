/**
 * One epoch of UMAP's layout by stochastic gradient descent, as in umap-learn and umap-js: each edge that is due pulls
 * its two ends together, and five random points push its head away. The edges come one after the other, so this is
 * one part, whatever the threads; the six forces of an edge are worked out side by side, from one position of its head.
 * In plain numbers: reference/umap-epoch.ts.
 */
import { pointer, real, word } from '../job-words';
import { powerOf } from './power';

const HEAD_POINTS: usize = 2;
const TAIL_POINTS: usize = 3;
const HEADS: usize = 4;
const TAILS: usize = 5;
/** f32: epochs between two turns of an edge, and the epoch of its next one. */
const PERIODS: usize = 6;
const DUE: usize = 7;
const EDGES: usize = 8;
/** Points of TAIL_POINTS, among which the pushing ones are drawn. */
const VERTICES: usize = 9;
const EPOCH: usize = 10; // f32
const STEP: usize = 11; // f32
const A: usize = 12; // f32
const B: usize = 13; // f32
/** 1: heads and tails are the same points, and tails move too. */
const MOVES_TAILS: usize = 14;
const FIRST_KEY: usize = 15;
const SECOND_KEY: usize = 16;

// @ts-ignore: decorator
@inline
function mixBits(hash: v128): v128 {
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 16)), i32x4.splat(0x21f0aaad));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 15)), i32x4.splat(0x735a2d97));
  return v128.xor(hash, i32x4.shr_u(hash, 15));
}

/** Four numbers below `vertices` for four positions of the random sequence: hash · vertices / 2³². */
// @ts-ignore: decorator
@inline
function drawFour(position: v128, firstKey: v128, secondKey: v128, vertices: v128): v128 {
  const hash = mixBits(i32x4.add(mixBits(v128.xor(position, firstKey)), secondKey));
  const low = i64x2.extmul_low_i32x4_u(hash, vertices);
  const high = i64x2.extmul_high_i32x4_u(hash, vertices);
  return v128.shuffle<i32>(low, high, 1, 3, 5, 7);
}

// @ts-ignore: decorator
@inline
function clip(force: v128): v128 {
  return f32x4.min(f32x4.max(force, f32x4.splat(-4)), f32x4.splat(4));
}

/** One axis of forces: 4 where a pushing point lies on the head. */
// @ts-ignore: decorator
@inline
function force(coefficient: v128, difference: v128, coincides: v128): v128 {
  return v128.bitselect(f32x4.splat(4), clip(f32x4.mul(coefficient, difference)), coincides);
}

// @ts-ignore: decorator
@inline
function sumLanes(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

export function umapEpochPart(job: usize): void {
  const headPoints = pointer(job, HEAD_POINTS);
  const tailPoints = pointer(job, TAIL_POINTS);
  const heads = pointer(job, HEADS);
  const tails = pointer(job, TAILS);
  const periods = pointer(job, PERIODS);
  const due = pointer(job, DUE);
  const vertices = i32x4.splat(word(job, VERTICES));
  const epoch = real(job, EPOCH);
  const step = real(job, STEP);
  const a = f32x4.splat(real(job, A));
  const power = f32x4.splat(real(job, B));
  const movesTails = word(job, MOVES_TAILS) != 0;
  const firstKey = i32x4.splat(word(job, FIRST_KEY));
  const secondKey = i32x4.splat(word(job, SECOND_KEY));
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const tiny = f32x4.splat(1e-20);
  const doubleB = f32x4.mul(f32x4.splat(2), power);
  const pull = f32x4.mul(f32x4.splat(-1), f32x4.mul(doubleB, a));
  const isPull = i32x4(-1, 0, 0, 0);
  const isUsed = i32x4(-1, -1, 0, 0);
  // Pulls divide by d²(1 + a·d²ᵇ), pushes by (0.001 + d²)(1 + a·d²ᵇ).
  const softening = f32x4(0, 0.001, 0.001, 0.001);
  const lanes = i32x4(0, 1, 2, 3);

  const end = (<usize>word(job, EDGES)) << 2;
  for (let edge: usize = 0; edge < end; edge += 4) {
    if (load<f32>(due + edge) > epoch) continue;
    store<f32>(due + edge, load<f32>(due + edge) + load<f32>(periods + edge));
    const head = load<i32>(heads + edge);
    const tail = load<i32>(tails + edge);
    const at = headPoints + ((<usize>head) << 3);
    const other = tailPoints + ((<usize>tail) << 3);
    const position = i32x4.add(i32x4.splat(<i32>(edge << 1)), lanes);
    const drawn = drawFour(position, firstKey, secondKey, vertices);
    const drawnNext = drawFour(i32x4.add(position, i32x4.splat(4)), firstKey, secondKey, vertices);

    let near = v128.load64_zero(other);
    near = v128.load64_lane(tailPoints + ((<usize>i32x4.extract_lane(drawn, 1)) << 3), near, 1);
    let far = v128.load64_zero(tailPoints + ((<usize>i32x4.extract_lane(drawn, 2)) << 3));
    far = v128.load64_lane(tailPoints + ((<usize>i32x4.extract_lane(drawn, 3)) << 3), far, 1);
    let last = v128.load64_zero(tailPoints + ((<usize>i32x4.extract_lane(drawnNext, 0)) << 3));
    last = v128.load64_lane(tailPoints + ((<usize>i32x4.extract_lane(drawnNext, 1)) << 3), last, 1);

    const x = v128.load32_splat(at);
    const y = v128.load32_splat(at + 4);
    const dx = f32x4.sub(x, v128.shuffle<f32>(near, far, 0, 2, 4, 6));
    const dy = f32x4.sub(y, v128.shuffle<f32>(near, far, 1, 3, 5, 7));
    const dxLast = f32x4.sub(x, v128.shuffle<f32>(last, last, 0, 2, 0, 2));
    const dyLast = f32x4.sub(y, v128.shuffle<f32>(last, last, 1, 3, 1, 3));
    const square = f32x4.add(f32x4.mul(dx, dx), f32x4.mul(dy, dy));
    const squareLast = f32x4.add(f32x4.mul(dxLast, dxLast), f32x4.mul(dyLast, dyLast));

    const raised = powerOf(square, power);
    const raisedLast = powerOf(squareLast, power);
    const above = v128.bitselect(f32x4.mul(pull, raised), doubleB, isPull);
    const below = f32x4.mul(f32x4.add(square, softening), f32x4.add(one, f32x4.mul(a, raised)));
    const belowLast = f32x4.mul(
      f32x4.add(squareLast, f32x4.splat(0.001)),
      f32x4.add(one, f32x4.mul(a, raisedLast)),
    );
    const coefficient = f32x4.div(above, f32x4.max(below, tiny));
    const coefficientLast = f32x4.div(v128.and(doubleB, isUsed), belowLast);

    // A point that is drawn against itself does nothing; another one in its place pushes it off.
    const own = i32x4.splat(movesTails ? head : -1);
    const coincides = v128.andnot(
      v128.andnot(f32x4.eq(square, zero), i32x4.eq(drawn, own)),
      isPull,
    );
    const coincidesLast = v128.and(
      v128.andnot(f32x4.eq(squareLast, zero), i32x4.eq(drawnNext, own)),
      isUsed,
    );
    const forceX = force(coefficient, dx, coincides);
    const forceY = force(coefficient, dy, coincides);
    const forceXLast = force(coefficientLast, dxLast, coincidesLast);
    const forceYLast = force(coefficientLast, dyLast, coincidesLast);

    if (movesTails) {
      store<f32>(other, load<f32>(other) - step * f32x4.extract_lane(forceX, 0));
      store<f32>(other + 4, load<f32>(other + 4) - step * f32x4.extract_lane(forceY, 0));
    }
    store<f32>(at, f32x4.extract_lane(x, 0) + step * sumLanes(f32x4.add(forceX, forceXLast)));
    store<f32>(at + 4, f32x4.extract_lane(y, 0) + step * sumLanes(f32x4.add(forceY, forceYLast)));
  }
}

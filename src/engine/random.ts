/**
 * The only source of randomness: Philox 2×32 with ten rounds (Salmon et al., "Parallel random numbers: as easy as
 * 1, 2, 3", 2011). A number is a function of (seed, purpose, position), so any part of a run can be drawn again
 * without drawing what came before it, and a run that goes on from a checkpoint equals one that never stopped.
 */
import { requireInteger } from './errors.ts';

/** What numbers are drawn for; each purpose has numbers of its own under one seed. */
export type RandomPurpose = keyof typeof PURPOSES;
const PURPOSES = {
  split: 1,
  weights: 2,
  order: 3,
  pca: 4,
  dropout: 5,
  test: 6,
  projection: 7,
  noise: 8,
  sampling: 9,
  latent: 10,
  labels: 11,
  jitter: 12,
  likelihood: 13,
  strangers: 40,
  ratings: 41,
  probe: 42,
  sweep: 43,
};

/** The largest seed: seeds are 32-bit words, 0 among them. */
export const LARGEST_SEED = 0xffffffff;

/** As many as a seed has for each purpose: indices lie below. Who needs more begins anew; the last ones are for measuring. */
export const SEQUENCES = 0x1000000;

const MULTIPLIER = 0xd256d193;
const KEY_STEP = 0x9e3779b9;
const ROUNDS = 10;

/** Two random 32-bit words for a 64-bit counter and a 32-bit key, as Random123 defines `philox2x32-10`. */
export function philox(counterLow: number, counterHigh: number, key: number): [number, number] {
  let low = counterLow >>> 0;
  let high = counterHigh >>> 0;
  let roundKey = key >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const product = multiplyHigh(MULTIPLIER, low);
    const productLow = Math.imul(MULTIPLIER, low) >>> 0;
    low = (product ^ roundKey ^ high) >>> 0;
    high = productLow;
    roundKey = (roundKey + KEY_STEP) >>> 0;
  }
  return [low, high];
}

/** Upper 32 bits of the 64-bit product. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = (middle & 0xffff) + aLow * bHigh;
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

/** A sequence of random numbers, fixed by seed, purpose and index (of an epoch, a tensor …). */
export class RandomSequence {
  private readonly seed: number;
  private readonly stream: number;
  private position = 0;
  private spare: number | undefined;

  /** @param seed an integer from 0 to 2³² − 1; else a `RangeError` */
  constructor(seed: number, purpose: RandomPurpose, index = 0) {
    requireInteger('seed', seed, 0, LARGEST_SEED);
    requireInteger('index', index, 0, SEQUENCES - 1);
    this.seed = seed;
    this.stream = ((PURPOSES[purpose] << 24) | index) >>> 0;
  }

  /** An integer from 0 to 2³² − 1. */
  word(): number {
    if (this.spare !== undefined) {
      const word = this.spare;
      this.spare = undefined;
      return word;
    }
    const [first, second] = philox(this.position++, this.stream, this.seed);
    this.spare = second;
    return first;
  }

  /** Uniform in [low, high), in steps of 2⁻³² of the range. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.word() / 0x100000000);
  }

  /** Normal by Box and Muller. */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log((this.word() + 0.5) / 0x100000000));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** 0 … count − 1 in random order (Fisher and Yates). */
  permutation(count: number): Uint32Array {
    const order = Uint32Array.from({ length: count }, (_, position) => position);
    for (let last = count - 1; last > 0; last--) {
      const other = Math.floor(this.uniform(0, last + 1));
      const kept = order[last];
      order[last] = order[other];
      order[other] = kept;
    }
    return order;
  }
}

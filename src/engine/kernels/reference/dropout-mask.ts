/**
 * The dropout generator: a keyed 32-bit hash of the element's index. It keeps no state, so a mask can be made again
 * for the gradient instead of being stored, and no thread needs to know what another one has drawn.
 */

/** Which mask of a run: the same three numbers always give the same mask. Integers ≥ 0. */
export interface DropoutCounter {
  seed: number;
  step: number;
  layer: number;
}

/** The words the assembly kernel gets too. */
export interface DropoutKeys {
  /** Two 32-bit keys, as i32. */
  first: number;
  second: number;
  /** An element is dropped where the upper 24 bits of its hash are below this. */
  threshold: number;
  /** What kept elements are multiplied by; a float32 value. */
  scale: number;
}

/** Wellons' "lowbias32": of the two-round multiply-xorshift hashes the one with the least measured bias. */
export function mixBits(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return hash ^ (hash >>> 15);
}

/** @throws RangeError unless 0 ≤ rate < 1 and the counter's numbers are integers ≥ 0. */
export function dropoutKeys(rate: number, { seed, step, layer }: DropoutCounter): DropoutKeys {
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(`Expected a dropout rate in [0, 1), but found ${rate}`);
  }
  let first = 0x6a09e667;
  for (const [name, number] of Object.entries({ seed, step, layer })) {
    if (!Number.isSafeInteger(number) || number < 0) {
      throw new RangeError(`Expected the dropout ${name} to be an integer ≥ 0, but found ${number}`);
    }
    first = mixBits(mixBits(first + (number | 0)) + Math.floor(number / 2 ** 32));
  }
  return {
    first,
    second: mixBits(first + 0x3c6ef372),
    threshold: Math.round(rate * 2 ** 24),
    scale: Math.fround(1 / (1 - rate)),
  };
}

/** What each of `size` elements is multiplied by: 0, or the float32 nearest to 1 / (1 − rate). */
export function dropoutMask(size: number, rate: number, counter: DropoutCounter): Float32Array {
  const { first, second, threshold, scale } = dropoutKeys(rate, counter);
  const mask = new Float32Array(size);
  for (let index = 0; index < size; index++) {
    const hash = mixBits(mixBits(index ^ first) + second);
    mask[index] = hash >>> 8 < threshold ? 0 : scale;
  }
  return mask;
}

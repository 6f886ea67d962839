/**
 * y = x · (0 or scale), by a keyed hash of each element's index: bit for bit the mask of reference/dropout-mask.ts,
 * where the hash is explained. A part is a run of elements.
 */
import { pointer, real, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';

const X: usize = 2;
const Y: usize = 3;
const SIZE: usize = 4;
const SIZE_PER_PART: usize = 5; // a multiple of 4
const FIRST_KEY: usize = 6;
const SECOND_KEY: usize = 7;
const THRESHOLD: usize = 8;
const SCALE: usize = 9;

// @ts-ignore: decorator
@inline
function mixBits(hash: v128): v128 {
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 16)), i32x4.splat(0x21f0aaad));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 15)), i32x4.splat(0x735a2d97));
  return v128.xor(hash, i32x4.shr_u(hash, 15));
}

export function dropoutPart(job: usize, part: i32): void {
  const first = part * word(job, SIZE_PER_PART);
  const last = min(first + word(job, SIZE_PER_PART), word(job, SIZE));
  const firstKey = i32x4.splat(word(job, FIRST_KEY));
  const secondKey = i32x4.splat(word(job, SECOND_KEY));
  const threshold = i32x4.splat(word(job, THRESHOLD));
  const scale = f32x4.splat(real(job, SCALE));
  let index = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (let i = first; i < last; i += 4) {
    const hash = mixBits(i32x4.add(mixBits(v128.xor(index, firstKey)), secondKey));
    const kept = i32x4.ge_u(i32x4.shr_u(hash, 8), threshold);
    const lanes = last - i;
    const offset = <usize>i << 2;
    const factor = v128.and(scale, kept);
    storeLanes(pointer(job, Y) + offset, f32x4.mul(loadLanes(pointer(job, X) + offset, lanes), factor), lanes);
    index = i32x4.add(index, i32x4.splat(4));
  }
}

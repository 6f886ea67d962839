/**
 * A 3×3 filter into Winograd's domain, packed as the micro-kernel reads it: U [8×8][⌈out/8⌉][in][8], planes an odd
 * number of cache lines apart. One part is one panel of eight out channels. Strides (in elements, may be negative) turn
 * the filter round for the input gradient. Each out channel may be multiplied by a value of its own.
 */
import { transformFilter } from './winograd-filter-lines';

const SOURCE: usize = 8;
const TARGET: usize = 12;
const IN: usize = 16;
const OUT: usize = 20;
const TAP_STRIDE: usize = 24;
const IN_STRIDE: usize = 28;
const OUT_STRIDE: usize = 32;
/** Address of a value for each out channel, which then lie side by side; or 0. */
const SCALE: usize = 36;

/** Scratch: 9 + 24 vectors. */
export function winogradFilterPart(job: usize, panel: i32, scratch: usize): void {
  const inChannels = load<i32>(job + IN);
  const outChannels = load<i32>(job + OUT);
  const tapBytes = load<i32>(job + TAP_STRIDE) << 2;
  const inBytes = load<i32>(job + IN_STRIDE) << 2;
  const outBytes = load<i32>(job + OUT_STRIDE) << 2;
  const scales = load<usize>(job + SCALE);
  const planeBytes: usize = (((outChannels + 7) >> 3) * inChannels << 5) + 64;
  const half = scratch + 144;
  let to = load<usize>(job + TARGET) + (<usize>panel * inChannels << 5);
  for (let channel = 0; channel < inChannels; channel++, to += 32)
    for (let four = 0; four < 2; four++) {
      const out = (panel << 3) + (four << 2);
      const from = load<usize>(job + SOURCE) + channel * inBytes + out * outBytes;
      for (let tap = 0; tap < 9; tap++) {
        const lanes = scratch + (tap << 4);
        if (out + 4 <= outChannels) {
          let value = from + tap * tapBytes;
          if (outBytes == 4) {
            const taps = v128.load(value);
            v128.store(lanes, scales ? f32x4.mul(taps, v128.load(scales + (out << 2))) : taps);
          } else
            for (let lane = 0; lane < 4; lane++, value += outBytes) store<f32>(lanes + (lane << 2), load<f32>(value));
        } else v128.store(lanes, f32x4.splat(0));
      }
      for (let column: usize = 0; column < 48; column += 16) transformFilter(scratch + column, 48, half + column, 48);
      let target = to + (four << 4);
      for (let row: usize = 0; row < 384; row += 48, target += 8 * planeBytes)
        transformFilter(half + row, 16, target, planeBytes);
    }
}

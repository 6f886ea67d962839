/**
 * Max pool over windows of any size, stride, padding and dilation; four channels at a time. A part is one row of the
 * output. NaN never wins, and a window that lies wholly in the padding gives -infinity: both as tfjs' cpu backend has it.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import * as W from './pool-window';

export function maxPoolPart(job: usize, part: i32): void {
  const channels = word(job, W.CHANNELS);
  const inHeight = word(job, W.IN_HEIGHT);
  const inWidth = word(job, W.IN_WIDTH);
  const outHeight = word(job, W.OUT_HEIGHT);
  const outWidth = word(job, W.OUT_WIDTH);
  const dilationHeight = word(job, W.DILATION_HEIGHT);
  const dilationWidth = word(job, W.DILATION_WIDTH);
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>inWidth * pixelBytes;
  const tapBytes = <usize>dilationWidth * pixelBytes;
  const tapRowBytes = <usize>dilationHeight * rowBytes;

  const image = part / outHeight;
  const top = (part - image * outHeight) * word(job, W.STRIDE_HEIGHT) - word(job, W.PAD_TOP);
  const fromRow = W.firstTap(top, dilationHeight);
  const toRow = W.lastTap(top, dilationHeight, word(job, W.WINDOW_HEIGHT), inHeight);
  const x = pointer(job, W.INPUT) + <usize>image * <usize>inHeight * rowBytes;
  let y = pointer(job, W.OUTPUT) + <usize>part * <usize>outWidth * pixelBytes;

  for (let column = 0; column < outWidth; column++, y += pixelBytes) {
    const left = column * word(job, W.STRIDE_WIDTH) - word(job, W.PAD_LEFT);
    const fromColumn = W.firstTap(left, dilationWidth);
    const toColumn = W.lastTap(left, dilationWidth, word(job, W.WINDOW_WIDTH), inWidth);
    const corner =
      x +
      <usize>(top + fromRow * dilationHeight) * rowBytes +
      <usize>(left + fromColumn * dilationWidth) * pixelBytes;
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const offset = <usize>channel << 2;
      let best = f32x4.splat(-Infinity);
      let row = corner + offset;
      for (let i = fromRow; i < toRow; i++, row += tapRowBytes) {
        let tap = row;
        for (let j = fromColumn; j < toColumn; j++, tap += tapBytes) {
          best = f32x4.pmax(best, loadLanes(tap, lanes));
        }
      }
      storeLanes(y + offset, best, lanes);
    }
  }
}

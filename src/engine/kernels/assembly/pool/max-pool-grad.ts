/**
 * Gives each window's gradient to its first maximum (row by row), found again from x: ties and maxima below zero are
 * thus treated as in tfjs' cpu backend. Windows may overlap, so a part is a whole image, whose dx it clears first.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import * as W from './pool-window';

export function maxPoolGradPart(job: usize, part: i32): void {
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
  const imageBytes = <usize>inHeight * rowBytes;

  const x = pointer(job, W.INPUT) + <usize>part * imageBytes;
  const toGradient = pointer(job, W.GRADIENT) - pointer(job, W.INPUT); // from a place in x to that in dx; wraps
  let dy = pointer(job, W.OUTPUT) + <usize>part * <usize>outHeight * <usize>outWidth * pixelBytes;
  memory.fill(x + toGradient, 0, imageBytes);

  for (let outRow = 0; outRow < outHeight; outRow++) {
    const top = outRow * word(job, W.STRIDE_HEIGHT) - word(job, W.PAD_TOP);
    const fromRow = W.firstTap(top, dilationHeight);
    const toRow = W.lastTap(top, dilationHeight, word(job, W.WINDOW_HEIGHT), inHeight);
    for (let column = 0; column < outWidth; column++, dy += pixelBytes) {
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
        let winner = i32x4.splat(-1);
        let number = 0;
        let row = corner + offset;
        for (let i = fromRow; i < toRow; i++, row += tapRowBytes) {
          let tap = row;
          for (let j = fromColumn; j < toColumn; j++, tap += tapBytes, number++) {
            const value = loadLanes(tap, lanes);
            const larger = f32x4.gt(value, best);
            best = v128.bitselect(value, best, larger);
            winner = v128.bitselect(i32x4.splat(number), winner, larger);
          }
        }
        const gradient = loadLanes(dy + offset, lanes);
        number = 0;
        row = corner + offset + toGradient;
        for (let i = fromRow; i < toRow; i++, row += tapRowBytes) {
          let tap = row;
          for (let j = fromColumn; j < toColumn; j++, tap += tapBytes, number++) {
            const share = v128.and(gradient, i32x4.eq(winner, i32x4.splat(number)));
            storeLanes(tap, f32x4.add(loadLanes(tap, lanes), share), lanes);
          }
        }
      }
    }
  }
}

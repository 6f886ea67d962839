/**
 * Average pool: a window's sum over the pixels that lie within the image, divided by their number; NaN where there is
 * none. A part is one row of the output.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import * as W from './pool-window';

export function avgPoolPart(job: usize, part: i32): void {
  const channels = word(job, W.CHANNELS);
  const inHeight = word(job, W.IN_HEIGHT);
  const inWidth = word(job, W.IN_WIDTH);
  const outHeight = word(job, W.OUT_HEIGHT);
  const outWidth = word(job, W.OUT_WIDTH);
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>inWidth * pixelBytes;

  const image = part / outHeight;
  const top = (part - image * outHeight) * word(job, W.STRIDE_HEIGHT) - word(job, W.PAD_TOP);
  const fromRow = W.firstTap(top, 1);
  const toRow = W.lastTap(top, 1, word(job, W.WINDOW_HEIGHT), inHeight);
  const x = pointer(job, W.INPUT) + <usize>image * <usize>inHeight * rowBytes;
  let y = pointer(job, W.OUTPUT) + <usize>part * <usize>outWidth * pixelBytes;

  for (let column = 0; column < outWidth; column++, y += pixelBytes) {
    const left = column * word(job, W.STRIDE_WIDTH) - word(job, W.PAD_LEFT);
    const fromColumn = W.firstTap(left, 1);
    const toColumn = W.lastTap(left, 1, word(job, W.WINDOW_WIDTH), inWidth);
    const corner = x + <usize>(top + fromRow) * rowBytes + <usize>(left + fromColumn) * pixelBytes;
    const taps = max(0, toRow - fromRow) * max(0, toColumn - fromColumn);
    const count = f32x4.splat(<f32>taps);
    for (let channel = 0; channel < channels; channel += 4) {
      const lanes = channels - channel;
      const offset = <usize>channel << 2;
      let sum = f32x4.splat(0);
      let row = corner + offset;
      for (let i = fromRow; i < toRow; i++, row += rowBytes) {
        let tap = row;
        for (let j = fromColumn; j < toColumn; j++, tap += pixelBytes) {
          sum = f32x4.add(sum, loadLanes(tap, lanes));
        }
      }
      storeLanes(y + offset, f32x4.div(sum, count), lanes);
    }
  }
}

/**
 * Both gradients of a depthwise convolution; a part is one image. Of the input: dx [height, width, channels] is cleared,
 * then each dy is spread over its window. Of the filter: the image's own [taps][channels][multiplier], which the sum
 * job adds up over the images.
 */
import { pointer, word } from '../job-words';
import { loadLanes, storeLanes } from '../lanes';
import * as W from '../pool/pool-window';

/** Word 4: the filter [window][channels][multiplier], or the partial filter gradients, one for each image. */
const FILTER: usize = W.GRADIENT;
const MULTIPLIER: usize = 18;

export function depthwiseGradPart(job: usize, part: i32, ofFilter: bool): void {
  const channels = word(job, W.CHANNELS);
  const multiplier = word(job, MULTIPLIER);
  const inHeight = word(job, W.IN_HEIGHT);
  const inWidth = word(job, W.IN_WIDTH);
  const outHeight = word(job, W.OUT_HEIGHT);
  const outWidth = word(job, W.OUT_WIDTH);
  const windowHeight = word(job, W.WINDOW_HEIGHT);
  const windowWidth = word(job, W.WINDOW_WIDTH);
  const dilationHeight = word(job, W.DILATION_HEIGHT);
  const dilationWidth = word(job, W.DILATION_WIDTH);
  const pixelBytes = <usize>channels << 2;
  const outPixelBytes = pixelBytes * <usize>multiplier;
  const imageBytes = <usize>inHeight * <usize>inWidth * pixelBytes;
  const filterBytes = <usize>windowHeight * <usize>windowWidth * outPixelBytes;

  const image = pointer(job, W.INPUT) + <usize>part * imageBytes;
  const filter = pointer(job, FILTER) + (ofFilter ? <usize>part * filterBytes : 0);
  let dy = pointer(job, W.OUTPUT) + <usize>part * <usize>outHeight * <usize>outWidth * outPixelBytes;
  if (ofFilter) memory.fill(filter, 0, filterBytes);
  else memory.fill(image, 0, imageBytes);

  for (let outRow = 0; outRow < outHeight; outRow++) {
    const top = outRow * word(job, W.STRIDE_HEIGHT) - word(job, W.PAD_TOP);
    const fromRow = W.firstTap(top, dilationHeight);
    const toRow = W.lastTap(top, dilationHeight, windowHeight, inHeight);
    for (let column = 0; column < outWidth; column++, dy += outPixelBytes) {
      const left = column * word(job, W.STRIDE_WIDTH) - word(job, W.PAD_LEFT);
      const fromColumn = W.firstTap(left, dilationWidth);
      const toColumn = W.lastTap(left, dilationWidth, windowWidth, inWidth);
      for (let i = fromRow; i < toRow; i++) {
        for (let j = fromColumn; j < toColumn; j++) {
          const place = (top + i * dilationHeight) * inWidth + left + j * dilationWidth;
          const pixel = image + <usize>place * pixelBytes;
          const tap = filter + <usize>(i * windowWidth + j) * outPixelBytes;
          if (multiplier > 1) multipliedTap(pixel, tap, dy, channels, multiplier, ofFilter);
          else if (ofFilter) addProducts(tap, pixel, dy, channels);
          else addProducts(pixel, tap, dy, channels);
        }
      }
    }
  }
}

/** to += a · b */
function addProducts(to: usize, a: usize, b: usize, count: i32): void {
  for (let c = 0; c < count; c += 4) {
    const lanes = count - c;
    const at = <usize>c << 2;
    const product = f32x4.mul(loadLanes(a + at, lanes), loadLanes(b + at, lanes));
    storeLanes(to + at, f32x4.add(loadLanes(to + at, lanes), product), lanes);
  }
}

function multipliedTap(
  pixel: usize,
  tap: usize,
  dy: usize,
  channels: i32,
  multiplier: i32,
  ofFilter: bool,
): void {
  for (let channel = 0; channel < channels; channel++, pixel += 4) {
    for (let m = 0; m < multiplier; m++, tap += 4, dy += 4) {
      if (ofFilter) store<f32>(tap, load<f32>(tap) + load<f32>(pixel) * load<f32>(dy));
      else store<f32>(pixel, load<f32>(pixel) + load<f32>(tap) * load<f32>(dy));
    }
  }
}

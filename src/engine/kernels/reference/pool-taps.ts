import type { backend_util } from '@tensorflow/tfjs-core';

/** Offsets, in elements: of an output pixel's channel and of one input value in its window. */
export interface PoolTap {
  out: number;
  input: number;
  /** Of the tap in its window, row by row. */
  tap: number;
  channel: number;
}

/** Calls `visit` once for each input value of each window, channel by channel, windows and taps row by row. */
export function visitPoolTaps(info: backend_util.Conv2DInfo, visit: (tap: PoolTap) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth } = info;
  for (let image = 0; image < batchSize; image++)
    for (let outRow = 0; outRow < outHeight; outRow++)
      for (let outColumn = 0; outColumn < outWidth; outColumn++)
        for (let channel = 0; channel < inChannels; channel++)
          for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
            const tapRow = Math.floor(tap / filterWidth);
            const row = outRow * info.strideHeight + tapRow * info.dilationHeight - info.padInfo.top;
            const tapColumn = tap % filterWidth;
            const column = outColumn * info.strideWidth + tapColumn * info.dilationWidth - info.padInfo.left;
            if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) continue;
            visit({
              out: ((image * outHeight + outRow) * outWidth + outColumn) * inChannels + channel,
              input: ((image * inHeight + row) * inWidth + column) * inChannels + channel,
              tap,
              channel,
            });
          }
}

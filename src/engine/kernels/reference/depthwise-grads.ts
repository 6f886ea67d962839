import type { backend_util } from '@tensorflow/tfjs-core';
import { visitPoolTaps } from './pool-taps.ts';

/**
 * The ground truth of a depthwise convolution's gradients, in double precision.
 * @param info Of the convolution: `outChannels` is `inChannels` times the multiplier.
 */
export function depthwiseGradsReference(
  info: backend_util.Conv2DInfo,
  x: Float32Array,
  filter: Float32Array,
  dy: Float32Array,
): { dx: Float64Array; dFilter: Float64Array } {
  const multiplier = info.outChannels / info.inChannels;
  const dx = new Float64Array(x.length);
  const dFilter = new Float64Array(filter.length);
  visitPoolTaps(info, ({ out, input, tap, channel }) => {
    for (let m = 0; m < multiplier; m++) {
      const weight = (tap * info.inChannels + channel) * multiplier + m;
      dx[input] += filter[weight] * dy[out * multiplier + m];
      dFilter[weight] += x[input] * dy[out * multiplier + m];
    }
  });
  return { dx, dFilter };
}

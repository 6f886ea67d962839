import { util, type backend_util } from '@tensorflow/tfjs-core';
import { visitPoolTaps } from './pool-taps.ts';

/** The ground truth: the mean of those values of each window that lie within the image; NaN where there is none. */
export function avgPoolReference(info: backend_util.Conv2DInfo, x: Float32Array): Float64Array {
  const sums = new Float64Array(util.sizeFromShape(info.outShape));
  const counts = new Float64Array(sums.length);
  visitPoolTaps(info, ({ out, input }) => {
    sums[out] += x[input];
    counts[out]++;
  });
  return sums.map((sum, out) => sum / counts[out]);
}

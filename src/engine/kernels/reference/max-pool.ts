import { util, type backend_util } from '@tensorflow/tfjs-core';
import { visitPoolTaps } from './pool-taps.ts';

/** The ground truth: the largest value of each window, NaN left out, -infinity for a window without any. */
export function maxPoolReference(info: backend_util.Conv2DInfo, x: Float32Array): Float32Array {
  const y = new Float32Array(util.sizeFromShape(info.outShape)).fill(-Infinity);
  visitPoolTaps(info, ({ out, input }) => {
    if (x[input] > y[out]) y[out] = x[input];
  });
  return y;
}

/** Each window's gradient goes to the first of its largest values. */
export function maxPoolGradReference(
  info: backend_util.Conv2DInfo,
  x: Float32Array,
  dy: Float32Array,
): Float32Array {
  const winners = new Int32Array(dy.length).fill(-1);
  visitPoolTaps(info, ({ out, input }) => {
    if (x[input] > (winners[out] < 0 ? -Infinity : x[winners[out]])) winners[out] = input;
  });
  const dx = new Float32Array(x.length);
  winners.forEach((input, out) => {
    if (input >= 0) dx[input] += dy[out];
  });
  return dx;
}

import type { ConvGeometry } from '../conv-geometry.ts';
import { visitTaps } from './conv-taps.ts';

/** The ground truth: y [batch, outHeight, outWidth, outChannels], sums in double precision. */
export function conv2dReference(g: ConvGeometry, x: Float32Array, filter: Float32Array): Float64Array {
  const y = new Float64Array(g.batch * g.outHeight * g.outWidth * g.outChannels);
  visitTaps(g, (tap) => {
    y[tap.y] += x[tap.x] * filter[tap.filter];
  });
  return y;
}

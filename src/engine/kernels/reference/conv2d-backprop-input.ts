import type { ConvGeometry } from '../conv-geometry.ts';
import { visitTaps } from './conv-taps.ts';

/** The ground truth: dx [batch, inHeight, inWidth, inChannels], sums in double precision. */
export function conv2dBackpropInputReference(
  g: ConvGeometry,
  dy: Float32Array,
  filter: Float32Array,
): Float64Array {
  const dx = new Float64Array(g.batch * g.inHeight * g.inWidth * g.inChannels);
  visitTaps(g, (tap) => {
    dx[tap.x] += dy[tap.y] * filter[tap.filter];
  });
  return dx;
}

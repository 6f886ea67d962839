import type { ConvGeometry } from '../conv-geometry.ts';
import { visitTaps } from './conv-taps.ts';

/** The ground truth: dFilter [filterHeight, filterWidth, inChannels, outChannels], sums in double precision. */
export function conv2dBackpropFilterReference(
  g: ConvGeometry,
  x: Float32Array,
  dy: Float32Array,
): Float64Array {
  const dFilter = new Float64Array(g.filterHeight * g.filterWidth * g.inChannels * g.outChannels);
  visitTaps(g, (tap) => {
    dFilter[tap.filter] += x[tap.x] * dy[tap.y];
  });
  return dFilter;
}

import type { ConvGeometry } from '../conv-geometry.ts';

/** Offsets, in elements, of the values that one product of a convolution joins. */
export interface ConvTap {
  x: number;
  filter: number;
  y: number;
}

/**
 * Calls `visit` once for each product x·filter that adds to y. Forward and both gradients are the same products, each
 * with another of the three as the result; so one loop defines them all.
 */
export function visitTaps(g: ConvGeometry, visit: (tap: ConvTap) => void): void {
  const tap: ConvTap = { x: 0, filter: 0, y: 0 };
  for (let image = 0; image < g.batch; image++)
    for (let outRow = 0; outRow < g.outHeight; outRow++)
      for (let outColumn = 0; outColumn < g.outWidth; outColumn++)
        for (let filterRow = 0; filterRow < g.filterHeight; filterRow++)
          for (let filterColumn = 0; filterColumn < g.filterWidth; filterColumn++) {
            const row = outRow * g.strideHeight + filterRow * g.dilationHeight - g.padTop;
            const column = outColumn * g.strideWidth + filterColumn * g.dilationWidth - g.padLeft;
            if (row < 0 || row >= g.inHeight || column < 0 || column >= g.inWidth) continue;
            for (let inChannel = 0; inChannel < g.inChannels; inChannel++)
              for (let outChannel = 0; outChannel < g.outChannels; outChannel++) {
                tap.x = ((image * g.inHeight + row) * g.inWidth + column) * g.inChannels + inChannel;
                tap.filter =
                  ((filterRow * g.filterWidth + filterColumn) * g.inChannels + inChannel) * g.outChannels +
                  outChannel;
                tap.y =
                  ((image * g.outHeight + outRow) * g.outWidth + outColumn) * g.outChannels + outChannel;
                visit(tap);
              }
          }
}

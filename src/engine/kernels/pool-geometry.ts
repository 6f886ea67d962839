/** Shapes of a pool as tfjs computes them, and as the assembly's pooling jobs want them (assembly/pool/pool-window.ts). */
import { backend_util } from '@tensorflow/tfjs-core';

export interface PoolAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export function poolGeometryOf(shape: number[], attrs: PoolAttributes): backend_util.Conv2DInfo {
  return backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    attrs.filterSize,
    attrs.strides,
    1, // the op asks for dilations of 1 and makes others by moving pixels (tf.pool)
    attrs.pad,
    attrs.dimRoundingMode,
  );
}

/** tfjs takes a 1×1 pool that keeps the shape for a copy, whatever its strides and padding are. */
export function isCopy(info: backend_util.Conv2DInfo): boolean {
  return info.filterHeight === 1 && info.filterWidth === 1 && info.inShape.join() === info.outShape.join();
}

/** Words 5 to 17. */
export function windowWords(info: backend_util.Conv2DInfo): number[] {
  return [
    ...[info.inChannels, info.inHeight, info.inWidth, info.outHeight, info.outWidth],
    ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
    ...[info.padInfo.top, info.padInfo.left, info.dilationHeight, info.dilationWidth],
  ];
}

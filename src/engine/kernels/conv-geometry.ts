/** What a 2-D convolution is made of, whatever computes it, and how a job's words spell it (assembly/conv/geometry.ts). */
import { backend_util } from '@tensorflow/tfjs-core';

/** x is NHWC, the filter HWIO. `pad*` may be negative where a gradient turns the convolution round. */
export interface ConvGeometry {
  batch: number;
  inHeight: number;
  inWidth: number;
  inChannels: number;
  outHeight: number;
  outWidth: number;
  outChannels: number;
  filterHeight: number;
  filterWidth: number;
  strideHeight: number;
  strideWidth: number;
  dilationHeight: number;
  dilationWidth: number;
  padTop: number;
  padLeft: number;
}

/** The attributes that tfjs' convolution kernels share. */
export interface ConvAttributes {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dataFormat: 'NHWC' | 'NCHW';
  dilations?: [number, number] | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export function convGeometryOf(
  inShape: number[],
  filterShape: number[],
  attributes: ConvAttributes,
): ConvGeometry {
  if (attributes.dataFormat === 'NCHW')
    throw new TypeError('Expected a convolution in NHWC, but found NCHW; transpose to [0, 2, 3, 1] first');
  const info = backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
    attributes.dimRoundingMode,
  );
  return {
    batch: info.batchSize,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    inChannels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: info.outChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
}

/**
 * The convolution at stride 1 that computes the input gradient of another at stride 1: dy is its input, dx its output,
 * the filter is turned by 180° with in and out channels swapped.
 */
export function turnGeometry(g: ConvGeometry): ConvGeometry {
  return {
    ...g,
    inHeight: g.outHeight,
    inWidth: g.outWidth,
    inChannels: g.outChannels,
    outHeight: g.inHeight,
    outWidth: g.inWidth,
    outChannels: g.inChannels,
    padTop: g.dilationHeight * (g.filterHeight - 1) - g.padTop,
    padLeft: g.dilationWidth * (g.filterWidth - 1) - g.padLeft,
  };
}

export const isUnitStride = (g: ConvGeometry): boolean => g.strideHeight === 1 && g.strideWidth === 1;

/** A 1×1 filter that reads every pixel once: patches are x itself. */
export const isPointwise = (g: ConvGeometry): boolean =>
  g.filterHeight === 1 &&
  g.filterWidth === 1 &&
  isUnitStride(g) &&
  g.padTop === 0 &&
  g.padLeft === 0 &&
  g.outHeight === g.inHeight &&
  g.outWidth === g.inWidth;

/** Values in a patch: the depth of the product. */
export const patchSize = (g: ConvGeometry): number => g.filterHeight * g.filterWidth * g.inChannels;

export const outPixels = (g: ConvGeometry): number => g.batch * g.outHeight * g.outWidth;

/** Words 2 to 16 of a job. */
export const geometryWords = (g: ConvGeometry): number[] => [
  g.batch,
  g.inHeight,
  g.inWidth,
  g.inChannels,
  g.outHeight,
  g.outWidth,
  g.outChannels,
  g.filterHeight,
  g.filterWidth,
  g.strideHeight,
  g.strideWidth,
  g.dilationHeight,
  g.dilationWidth,
  g.padTop,
  g.padLeft,
];

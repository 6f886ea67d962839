/** The convolutions of the seed model and of `compact`, as the kernels see them: NHWC, HWIO. */

export interface ConvShape {
  name: string;
  /** Height = width of the input. */
  size: number;
  inChannels: number;
  outChannels: number;
  filterSize: number;
  stride: number;
}

export const SEED_CONVS: ConvShape[] = [
  { name: 'conv2d 1→64, 28×28', size: 28, inChannels: 1, outChannels: 64, filterSize: 3, stride: 1 },
  { name: 'conv2d 64→128, 28×28', size: 28, inChannels: 64, outChannels: 128, filterSize: 3, stride: 1 },
  { name: 'conv2d 128→256, 14×14', size: 14, inChannels: 128, outChannels: 256, filterSize: 3, stride: 1 },
];

/** Multiplications and additions of one direction of a convolution with `same` padding, the direct way. */
export function convFlop(shape: ConvShape, batch: number): number {
  const outSize = Math.ceil(shape.size / shape.stride);
  const perOutput = 2 * shape.filterSize * shape.filterSize * shape.inChannels;
  return batch * outSize * outSize * shape.outChannels * perOutput;
}

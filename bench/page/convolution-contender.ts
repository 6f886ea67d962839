import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/engine/backend.ts';
import { convFlop, SEED_CONVS } from '../shapes.ts';
import type { Contender, ConvolutionOptions } from './contender.ts';

/** One direction of one convolution, as tfjs calls the kernel. */
export async function prepareConvolution(options: ConvolutionOptions): Promise<Contender> {
  await startBackend({ baseUrl: new URL('/dist/', location.href).href, threads: options.threads });
  const shape = SEED_CONVS[options.shape];
  const { size, inChannels, outChannels, filterSize, stride } = shape;
  const outSize = Math.ceil(size / stride);
  const inShape: [number, number, number, number] = [options.batch, size, size, inChannels];
  const filterShape: [number, number, number, number] = [filterSize, filterSize, inChannels, outChannels];
  const x = tf.randomNormal(inShape, 0, 1, 'float32', 1);
  const filter = tf.randomNormal(filterShape, 0, 1, 'float32', 2);
  const dy = tf.randomNormal([options.batch, outSize, outSize, outChannels], 0, 1, 'float32', 3);
  const attrs = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC' };
  const calls: Record<ConvolutionOptions['direction'], [string, tf.NamedTensorMap, tf.NamedAttrMap]> = {
    forward: ['Conv2D', { x, filter }, { ...attrs, dilations: [1, 1] }],
    inputGradient: ['Conv2DBackpropInput', { dy, filter }, { ...attrs, inputShape: inShape }],
    filterGradient: ['Conv2DBackpropFilter', { x, dy }, { ...attrs, filterShape }],
  };
  const [name, inputs, attributes] = calls[options.direction];
  return {
    flop: convFlop(shape, options.batch),
    run: () => {
      tf.dispose(tf.engine().runKernel(name, inputs, attributes));
    },
  };
}

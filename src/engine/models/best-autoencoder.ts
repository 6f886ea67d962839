import { layers } from '@tensorflow/tfjs-layers';
import { Autoencoder } from './autoencoder.ts';
import { requireQuarters } from './require-quarters.ts';

const LATENT_DIM = 49;

/**
 * `compact`'s shape, twice as wide, with a convolution more on the way back, for the best reconstructions that 49
 * numbers carry in minutes: made to be trained with a learning rate that falls to nothing.
 *
 * Height and width must be multiples of 4, as for `compact`; else a `RangeError`.
 */
export function buildBestAutoencoder(
  imageShape: [number, number, number],
  seed: number,
  name: 'best' | 'denoising' = 'best',
): Autoencoder {
  const [height, width, channels] = imageShape;
  requireQuarters(name, imageShape);
  const map = [height / 4, width / 4, 64];
  const relu = { padding: 'same', activation: 'relu', kernelInitializer: 'heUniform' } as const;
  return new Autoencoder(
    name,
    imageShape,
    {
      encoder: [
        layers.conv2d({ name: 'conv2d', filters: 32, kernelSize: 3, strides: 2, ...relu }),
        layers.conv2d({ name: 'conv2d_1', filters: 64, kernelSize: 3, strides: 2, ...relu }),
        layers.flatten({ name: 'flatten' }),
        layers.dense({ name: 'dense', units: LATENT_DIM, kernelInitializer: 'glorotUniform' }),
      ],
      decoder: [
        layers.dense({
          name: 'dense_1',
          units: map[0] * map[1] * map[2],
          activation: 'relu',
          kernelInitializer: 'heUniform',
        }),
        layers.reshape({ name: 'reshape', targetShape: map }),
        layers.conv2dTranspose({ name: 'conv2d_transpose', filters: 32, kernelSize: 4, strides: 2, ...relu }),
        layers.conv2d({ name: 'conv2d_2', filters: 32, kernelSize: 3, ...relu }),
        layers.conv2dTranspose({
          name: 'conv2d_transpose_1',
          filters: channels,
          kernelSize: 4,
          strides: 2,
          padding: 'same',
          activation: 'sigmoid',
          kernelInitializer: 'glorotUniform',
        }),
      ],
    },
    seed,
  );
}

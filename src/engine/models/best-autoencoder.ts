import { layers } from '@tensorflow/tfjs-layers';
import { Autoencoder } from './autoencoder.ts';
import { applyModelOptions, scaleUnits, type ModelOptions } from './model-options.ts';
import { imageOutput } from './image-output.ts';
import { requireQuarters } from './require-quarters.ts';

const OWN = { latentDim: 49, width: 1, dropout: 0 };

/**
 * `compact`'s shape, twice as wide, with a convolution more on the way in and two on the way back, for the best
 * reconstructions that 49 numbers carry in minutes: made to be trained with a learning rate that falls to nothing.
 *
 * Height and width must be multiples of 4, as for `compact`; else a `RangeError`.
 */
export function buildBestAutoencoder(
  imageShape: [number, number, number],
  seed: number,
  options?: ModelOptions,
): Autoencoder {
  const [height, width, channels] = imageShape;
  requireQuarters('best', imageShape);
  const { latentDim, width: factor, dropout } = applyModelOptions('best', OWN, options);
  const [narrow, wide] = [scaleUnits(32, factor), scaleUnits(64, factor)];
  const map = [height / 4, width / 4, wide];
  const relu = { padding: 'same', activation: 'relu', kernelInitializer: 'heUniform' } as const;
  return new Autoencoder(
    'best',
    imageShape,
    {
      encoder: [
        layers.conv2d({ name: 'conv2d', filters: narrow, kernelSize: 3, strides: 2, ...relu }),
        layers.conv2d({ name: 'conv2d_1', filters: wide, kernelSize: 3, strides: 2, ...relu }),
        layers.conv2d({ name: 'conv2d_2', filters: wide, kernelSize: 3, ...relu }),
        layers.flatten({ name: 'flatten' }),
        layers.dense({ name: 'dense', units: latentDim, kernelInitializer: 'glorotUniform' }),
      ],
      decoder: [
        ...(dropout > 0 ? [layers.dropout({ name: 'dropout', rate: dropout })] : []),
        layers.dense({
          name: 'dense_1',
          units: map[0] * map[1] * map[2],
          activation: 'relu',
          kernelInitializer: 'heUniform',
        }),
        layers.reshape({ name: 'reshape', targetShape: map }),
        layers.conv2d({ name: 'conv2d_3', filters: wide, kernelSize: 3, ...relu }),
        layers.conv2dTranspose({
          name: 'conv2d_transpose',
          filters: narrow,
          kernelSize: 4,
          strides: 2,
          ...relu,
        }),
        layers.conv2d({ name: 'conv2d_4', filters: narrow, kernelSize: 3, ...relu }),
        imageOutput(channels),
      ],
    },
    seed,
  );
}

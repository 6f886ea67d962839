import { layers } from '@tensorflow/tfjs-layers';
import { Autoencoder } from './autoencoder.ts';
import { imageOutput } from './image-output.ts';
import { applyModelOptions, scaleUnits, type ModelOptions } from './model-options.ts';
import { requireQuarters } from './require-quarters.ts';

const OWN = { latentDim: 49, width: 1, dropout: 0.3, classes: 10 };

/**
 * An autoencoder with a classifier beside its decoder: both read the same code. The encoder is `best`'s with a
 * convolution more, the decoder `compact`'s.
 *
 * Height and width must be multiples of 4, as for `compact`; else a `RangeError`.
 */
export function buildClassifierAutoencoder(
  imageShape: [number, number, number],
  seed: number,
  options?: ModelOptions,
): Autoencoder {
  const [height, width, channels] = imageShape;
  requireQuarters('classifier', imageShape);
  const { latentDim, width: factor, dropout, classes } = applyModelOptions('classifier', OWN, options);
  const [fewest, few, many, hidden] = [16, 32, 64, 128].map((units) => scaleUnits(units, factor));
  const map = [height / 4, width / 4, few];
  const relu = { activation: 'relu', kernelInitializer: 'heUniform' } as const;
  const same = { padding: 'same', ...relu } as const;
  return new Autoencoder(
    'classifier',
    imageShape,
    {
      encoder: [
        layers.conv2d({ name: 'conv2d', filters: few, kernelSize: 3, strides: 2, ...same }),
        layers.conv2d({ name: 'conv2d_1', filters: many, kernelSize: 3, strides: 2, ...same }),
        layers.conv2d({ name: 'conv2d_2', filters: many, kernelSize: 3, ...same }),
        layers.flatten({ name: 'flatten' }),
        layers.dense({ name: 'dense', units: latentDim, kernelInitializer: 'glorotUniform' }),
      ],
      classes: [
        layers.dense({ name: 'dense_2', units: hidden, ...relu }),
        layers.dropout({ name: 'dropout', rate: dropout }),
        layers.dense({ name: 'classes', units: classes, kernelInitializer: 'glorotUniform' }),
      ],
      decoder: [
        layers.dense({ name: 'dense_1', units: map[0] * map[1] * map[2], ...relu }),
        layers.reshape({ name: 'reshape', targetShape: map }),
        layers.conv2dTranspose({
          name: 'conv2d_transpose',
          filters: fewest,
          kernelSize: 4,
          strides: 2,
          ...same,
        }),
        imageOutput(channels),
      ],
    },
    seed,
  );
}

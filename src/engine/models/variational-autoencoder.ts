import { layers } from '@tensorflow/tfjs-layers';
import { Autoencoder } from './autoencoder.ts';
import { imageOutput } from './image-output.ts';
import { applyModelOptions, scaleUnits, type ModelOptions } from './model-options.ts';
import { requireQuarters } from './require-quarters.ts';

/** Of `variational` enough for likelihoods and samples, of `plane` what can be looked at as it is. */
const OWN = { variational: { latentDim: 32, width: 1 }, plane: { latentDim: 2, width: 1 } };

/** Units around the code: few numbers want more of a way to and from them than strided convolutions are. */
const HIDDEN = 256;

/**
 * A variational autoencoder: the encoder answers with a normal distribution, the mean of which is the latent vector.
 * Strided convolutions as in `compact`, and dense layers between them and the code.
 *
 * Height and width must be multiples of 4, as for `compact`; else a `RangeError`.
 */
export function buildVariationalAutoencoder(
  imageShape: [number, number, number],
  seed: number,
  options?: ModelOptions,
  name: 'variational' | 'plane' = 'variational',
): Autoencoder {
  const [height, width, channels] = imageShape;
  requireQuarters(name, imageShape);
  const { latentDim, width: factor } = applyModelOptions(name, OWN[name], options);
  const [fewest, few, hidden] = [16, 32, HIDDEN].map((units) => scaleUnits(units, factor));
  const map = [height / 4, width / 4, few];
  const relu = { activation: 'relu', kernelInitializer: 'heUniform' } as const;
  const strided = { strides: 2, padding: 'same', ...relu } as const;
  const code = { units: latentDim, kernelInitializer: 'glorotUniform' } as const;
  return new Autoencoder(
    name,
    imageShape,
    {
      encoder: [
        layers.conv2d({ name: 'conv2d', filters: fewest, kernelSize: 3, ...strided }),
        layers.conv2d({ name: 'conv2d_1', filters: few, kernelSize: 3, ...strided }),
        layers.flatten({ name: 'flatten' }),
        layers.dense({ name: 'dense', units: hidden, ...relu }),
        layers.dense({ name: 'mean', ...code }),
      ],
      logVariance: layers.dense({ name: 'log_variance', ...code }),
      decoder: [
        layers.dense({ name: 'dense_1', units: hidden, ...relu }),
        layers.dense({ name: 'dense_2', units: hidden, ...relu }),
        layers.dense({ name: 'dense_3', units: map[0] * map[1] * map[2], ...relu }),
        layers.reshape({ name: 'reshape', targetShape: map }),
        layers.conv2dTranspose({ name: 'conv2d_transpose', filters: few, kernelSize: 4, ...strided }),
        imageOutput(channels),
      ],
    },
    seed,
  );
}

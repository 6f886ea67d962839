import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';

/** Multiplications of one image's way through convolutions and dense layers; norms and the like are left out. */
export function countMultiplications(model: LayersModel): number {
  return model.layers.reduce((sum, layer) => {
    const kernel = layer.weights.find(({ originalName }) => originalName.endsWith('/kernel'));
    if (!kernel) return sum;
    const size = (kernel.shape as number[]).reduce((product, axis) => product * axis, 1);
    // A transposed convolution applies its filters at every place of its input, the others at every place of their output.
    const isTransposed = layer.getClassName() === 'Conv2DTranspose';
    const shape = isTransposed ? (layer.getInputAt(0) as SymbolicTensor).shape : layer.outputShape;
    const places = (shape as number[]).slice(1, -1).reduce((product, axis) => product * axis, 1);
    return sum + size * places;
  }, 0);
}

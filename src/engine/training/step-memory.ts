import type { LayersModel } from '@tensorflow/tfjs-layers';

const FLOAT_BYTES = 4;
/** Where a 32-bit WebAssembly memory ends. */
const LARGEST_BYTES = 2 ** 32;
/** A variable, its gradient and Adam's two moments. */
const COPIES_OF_WEIGHTS = 4;
/** Layers whose output the fused pass does not keep: they change their input's shape, or are part of another pass. */
const KEEPS_NOTHING = new Set(['Activation', 'BatchNormalization', 'Dropout', 'Flatten', 'Reshape']);

/**
 * What a training step takes at least, in bytes: the outputs that the way back needs, the two gradients at its widest
 * place, and the weights. Workspace comes on top, so that a step that needs more than there is has no chance at all.
 */
export function estimateStepBytes(model: LayersModel, batchSize: number): number {
  return bytesOfWeights(model) + batchSize * bytesOfImage(model);
}

/**
 * @throws {RangeError} Where a step on so many images cannot fit a WebAssembly memory, with the size and a batch size
 *   that fits with half the memory to spare.
 */
export function requireStepFits(model: LayersModel, batchSize: number): void {
  const bytes = estimateStepBytes(model, batchSize);
  if (bytes <= LARGEST_BYTES) return;
  const fitting = Math.max(1, Math.floor((LARGEST_BYTES / 2 - bytesOfWeights(model)) / bytesOfImage(model)));
  throw new RangeError(
    `batchSize: expected a step that fits the 4 GiB of a WebAssembly memory, found ${batchSize} images, ` +
      `which take at least ${(bytes / 2 ** 30).toFixed(1)} GiB; try ${fitting} or fewer`,
  );
}

function bytesOfWeights(model: LayersModel): number {
  return FLOAT_BYTES * COPIES_OF_WEIGHTS * model.countParams();
}

function bytesOfImage({ layers }: LayersModel): number {
  const sizes = layers.map((layer) =>
    (layer.outputShape as (number | null)[]).reduce<number>((size, axis) => size * (axis ?? 1), 1),
  );
  const kept = sizes.filter((_, index) => !KEEPS_NOTHING.has(layers[index].getClassName()));
  return FLOAT_BYTES * (kept.reduce((sum, size) => sum + size, 0) + 2 * Math.max(...sizes));
}

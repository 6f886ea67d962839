import type { Dataset, SplitName } from '../datasets/index.ts';
import { giveWay } from './give-way.ts';
import { INFERENCE_BATCH } from './inference.ts';
import type { Inference } from './inference.ts';
import { evaluateError, sumSquaredError } from './metrics.ts';
import type { Evaluation } from './metrics.ts';

/**
 * Reconstructs a whole split, batch by batch, in inference mode. Undefined if `isCancelled` said so between batches.
 */
export async function evaluateSplit(
  inference: Inference,
  dataset: Dataset,
  split: SplitName,
  isCancelled = (): boolean => false,
): Promise<Evaluation | undefined> {
  const indices = dataset.indices(split);
  let squaredError = 0;
  for (let start = 0; start < indices.length; start += INFERENCE_BATCH) {
    if (isCancelled()) return undefined;
    const pixels = dataset.gatherPixels(split, indices.subarray(start, start + INFERENCE_BATCH));
    squaredError += sumSquaredError(pixels, inference.reconstructBatch(pixels));
    await giveWay();
  }
  return evaluateError(squaredError, indices.length, dataset.pixels);
}

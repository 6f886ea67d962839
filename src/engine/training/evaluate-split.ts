import type { Dataset, SplitName } from '../datasets/index.ts';
import { giveWay } from './give-way.ts';
import { INFERENCE_BATCH } from './inference.ts';
import type { Inference } from './inference.ts';
import { countKnown, evaluateError, fillUnknown, sumSquaredError } from './metrics.ts';
import type { Evaluation } from './metrics.ts';
import { mapParts } from './run-position.ts';
import type { LossParts } from './training-event.ts';

export interface EvaluateOptions {
  isCancelled?: () => boolean;
  /** What the network sees of images, which begin at place `start` of the split; default: the images themselves. */
  see?: (pixels: Float32Array, start: number) => Float32Array;
  /** Means over the images with these indices, which begin at place `start`, of what a loss is made of; default: nothing. */
  measure?: (indices: Uint32Array, start: number) => LossParts | undefined;
}

/**
 * Reconstructs a whole split, batch by batch, in inference mode. Undefined if `isCancelled` said so between batches.
 */
export async function evaluateSplit(
  inference: Inference,
  dataset: Dataset,
  split: SplitName,
  { isCancelled = () => false, see = (pixels) => pixels, measure = () => undefined }: EvaluateOptions = {},
): Promise<Evaluation | undefined> {
  const indices = dataset.indices(split);
  let squaredError = 0;
  let values = 0;
  let sums: LossParts | undefined;
  for (let start = 0; start < indices.length; start += INFERENCE_BATCH) {
    if (isCancelled()) return undefined;
    const batch = indices.subarray(start, start + INFERENCE_BATCH);
    const pixels = dataset.gatherPixels(split, batch);
    const mask = dataset.gatherMask(split, batch);
    const output = inference.reconstructBatch(see(pixels, start));
    squaredError += sumSquaredError(pixels, fillUnknown(pixels, output, mask));
    values += mask ? countKnown(mask) : pixels.length;
    const parts = measure(batch, start);
    if (parts) sums = mapParts(parts, (mean, name) => mean * batch.length + (sums?.[name] ?? 0));
    await giveWay();
  }
  const evaluation = evaluateError(squaredError, indices.length, values);
  return sums ? { ...evaluation, parts: mapParts(sums, (sum) => sum / indices.length) } : evaluation;
}

/** What of the last map holds for the next: where the same images were, and the images themselves. */
import type { EncodedSplit } from '../../workers/index.ts';

/** The last layout of the images that come first in both; none where they are others. */
export function continuePoints(
  last: { points: Float32Array; indices: Uint32Array },
  indices: Uint32Array,
): Float32Array | undefined {
  const count = Math.min(last.indices.length, indices.length);
  const isSame = last.indices.subarray(0, count).every((index, row) => index === indices[row]);
  return isSame ? last.points.subarray(0, 2 * count) : undefined;
}

/** The same images of the same data stay the same arrays: who draws them need not look at them again. */
export function keepImages(split: EncodedSplit, earlier: EncodedSplit | undefined): EncodedSplit {
  const isSame =
    earlier?.indices.length === split.indices.length &&
    earlier.indices.every((index, row) => index === split.indices[row]);
  if (!isSame) return split;
  const { images, indices, labels } = earlier;
  return { ...split, images, indices, labels };
}

import type { EpochCodes } from '../engine/training/epoch-codes.ts';

/** Moments of a run that are kept at most, in the page, in its worker and in storage. */
export const maxMoments = 50;

/** Numbers in the codes of a moment at most: of 49 latent numbers, those of 2,000 images. So a replay has 20 MB at most. */
const mostNumbers = 100_000;
const mostImages = 2000;

/** Test images whose codes are kept after every epoch. */
export function countSample(latentDim: number): number {
  return Math.min(mostImages, Math.floor(mostNumbers / latentDim));
}

/** Epochs from one kept moment to the next in a run of so many: 1, or 2, 4, 8 … for no more than `maxMoments` to be kept. */
export function strideOf(epochs: number): number {
  let stride = 1;
  while (Math.floor(epochs / stride) >= maxMoments) stride *= 2;
  return stride;
}

/**
 * The moments with one more, whose epoch is the last: what is kept is evenly spread over however long a run, from epoch 0
 * on. A run that was put back to an earlier epoch tells later ones again.
 */
export function addMoment<Moment extends EpochCodes>(replay: readonly Moment[], moment: Moment): Moment[] {
  const stride = strideOf(moment.epoch);
  return [...replay.filter(({ epoch }) => epoch < moment.epoch), moment].filter(
    ({ epoch }) => epoch % stride === 0,
  );
}

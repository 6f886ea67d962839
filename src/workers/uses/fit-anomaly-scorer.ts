import { AnomalyScorer, joinSigns, readSigns, type ImageSigns } from '../../engine/analysis/index.ts';
import type { Dataset, SplitName } from '../../engine/datasets/index.ts';
import type { Autoencoder } from '../../engine/models/index.ts';
import { fillUnknown } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { UseJob } from './use-job.ts';

/** Training images that say what is normal: enough for the covariances of a hundred dimensions. */
const largestFit = 12_000;
/** Held-out images that the scores' spread is measured on. */
const largestCalibration = 2000;
/** Images at once. */
const batchSize = 500;

/** The last scorer of each model: another split or score needs no other fit. */
const fits = new WeakMap<Autoencoder, { step: number; dataset: Dataset; scorer: AnomalyScorer }>();

/** Learns what is normal: the images that the model is trained on, and those of the same kind that it is not. */
export async function fitAnomalyScorer(bench: Bench, job: UseJob): Promise<AnomalyScorer> {
  const { dataset, seed } = bench.data;
  const { step } = bench.trainer;
  const known = fits.get(bench.autoencoder);
  if (known?.step === step && known.dataset === dataset) return known.scorer;
  const every = Math.ceil(dataset.counts.train / largestFit);
  const chosen = dataset.indices('train').filter((_, i) => i % every === 0);
  const training = await gatherSigns(bench, 'train', chosen, job);
  const heldOut = dataset.indices('validation').subarray(0, largestCalibration);
  const scorer = await AnomalyScorer.fit(training, await gatherSigns(bench, 'validation', heldOut, job), {
    isRelative: !dataset.isTable,
    seed,
    pause: async (done, total) => {
      job.report('Fitting what is normal', done, total);
      await job.pause();
    },
  });
  fits.set(bench.autoencoder, { step, dataset, scorer });
  return scorer;
}

/** Images, what the model rebuilds of them, and both in a few numbers. What is not known cannot be wrong. */
export async function judgeImages(
  { autoencoder, data: { dataset }, inference }: Bench,
  pixels: Float32Array,
  mask?: Uint8Array,
): Promise<{ pixels: Float32Array; reconstructions: Float32Array; signs: ImageSigns }> {
  const shape = [pixels.length / dataset.pixels, ...autoencoder.imageShape] as const;
  const latents = await inference.encode({ data: pixels, shape: [...shape] });
  const { data: reconstructions } = await inference.decode(latents);
  fillUnknown(pixels, reconstructions, mask);
  return {
    pixels,
    reconstructions,
    signs: readSigns(pixels, reconstructions, latents.data, autoencoder.latentDim),
  };
}

async function gatherSigns(
  bench: Bench,
  split: SplitName,
  indices: Uint32Array,
  job: UseJob,
): Promise<ImageSigns> {
  const { dataset } = bench.data;
  const parts: ImageSigns[] = [];
  for (let start = 0; start < indices.length; start += batchSize) {
    const batch = indices.subarray(start, start + batchSize);
    const mask = dataset.gatherMask(split, batch);
    parts.push((await judgeImages(bench, dataset.gatherPixels(split, batch), mask)).signs);
    job.report('Learning what is normal', start, indices.length);
    await job.pause();
  }
  return joinSigns(parts);
}

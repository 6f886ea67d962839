import { fitGaussianMixture, sampleMixture, type GaussianMixture } from '../../engine/analysis/index.ts';
import { toBytes } from '../../engine/datasets/index.ts';
import type { Autoencoder } from '../../engine/models/index.ts';
import type { Bench } from '../bench.ts';
import type { GeneratedSamples, SampleRequest } from './generated-samples.ts';
import type { UseJob } from './use-job.ts';

/** Enough for the shape of every class, few enough that the fit takes seconds. */
const fitCount = 20_000;
/**
 * A component for each way of writing each digit, and vectors enough for the covariance of each. Of 3,000 samples of
 * `variational` after ten epochs a classifier was sure of .895 with 40 components on 10,000 codes, of .927 with 80 on
 * 20,000, of .942 with 160 on 40,000, and of .968 of the decoded codes of real images; the fit takes four times as long
 * with each.
 */
const mostComponents = 80;
const vectorsPerDimension = 4;
const iterations = 8;
const batchSize = 250;
const largestCount = 1000;

interface Fit {
  step: number;
  mixture: Pick<GaussianMixture, 'components' | 'shares'>;
  fittedOn: number;
}

/** The last mixture of each model: another seed needs no other fit. */
const fits = new WeakMap<Autoencoder, Fit>();

/** Draws latent vectors from a mixture of normal distributions on the training images' codes, and decodes them. */
export async function generateSamples(
  bench: Bench,
  { count, seed, from = 'codes' }: SampleRequest,
  job: UseJob,
): Promise<GeneratedSamples> {
  if (!(Number.isInteger(count) && count >= 1 && count <= largestCount)) {
    throw new RangeError(`count: expected an integer from 1 to ${largestCount}, found ${count}`);
  }
  const { autoencoder, inference } = bench;
  const { latentDim } = autoencoder;
  const startMs = performance.now();
  const known = fits.get(autoencoder);
  const fit = from === 'prior' ? describePrior(bench) : await fitOnce(bench, job);
  const fitMs = from === 'prior' || fit === known ? 0 : performance.now() - startMs;
  const latents = sampleMixture(fit.mixture, count, seed);
  const { data } = await inference.decode({ data: latents, shape: [count, latentDim] });
  await job.pause();
  return {
    images: toBytes(data),
    latents,
    latentDim,
    from,
    components: fit.mixture.components.length,
    fittedOn: fit.fittedOn,
    fitMs,
    step: fit.step,
  };
}

/** Throws a `TypeError` unless the model was trained to fill it. */
function describePrior({ autoencoder, trainer }: Bench): Fit {
  const { latentDim, posterior } = autoencoder;
  if (!posterior) {
    throw new TypeError(
      'model: expected a variational one to draw from its prior, found another; draw from the codes',
    );
  }
  const mean = new Float64Array(latentDim);
  const factor = Float64Array.from({ length: latentDim ** 2 }, (_, i) => Number(i % (latentDim + 1) === 0));
  return {
    step: trainer.step,
    mixture: { components: [{ mean, factor }], shares: Float64Array.of(1) },
    fittedOn: 0,
  };
}

async function fitOnce(bench: Bench, job: UseJob): Promise<Fit> {
  const known = fits.get(bench.autoencoder);
  const fit = known?.step === bench.trainer.step ? known : await fitCodes(bench, job);
  fits.set(bench.autoencoder, fit);
  return fit;
}

async function fitCodes(
  { data: { dataset }, autoencoder, inference, trainer }: Bench,
  job: UseJob,
): Promise<Fit> {
  const { step } = trainer;
  const { latentDim, imageShape } = autoencoder;
  const all = dataset.indices('train');
  const fittedOn = Math.min(fitCount, all.length);
  // Evenly through the file, whatever order it has.
  const chosen = Uint32Array.from(
    { length: fittedOn },
    (_, i) => all[Math.floor((i * all.length) / fittedOn)],
  );
  const codes = new Float32Array(fittedOn * latentDim);
  for (let start = 0; start < fittedOn; start += batchSize) {
    const pixels = dataset.gatherPixels('train', chosen.subarray(start, start + batchSize));
    const shape = [pixels.length / dataset.pixels, ...imageShape] as [number, number, number, number];
    codes.set((await inference.encode({ data: pixels, shape })).data, start * latentDim);
    job.report('Encoding training images', start + shape[0], fittedOn);
    await job.pause();
  }
  const components = Math.max(
    1,
    Math.min(mostComponents, Math.floor(fittedOn / (vectorsPerDimension * latentDim))),
  );
  const mixture = await fitGaussianMixture(codes, latentDim, {
    components,
    iterations,
    seed: trainer.config.seed,
    pause: async (done, total) => {
      job.report('Fitting the mixture', done, total);
      await job.pause();
    },
  });
  return { step, mixture, fittedOn };
}

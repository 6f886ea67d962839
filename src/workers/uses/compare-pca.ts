import {
  measureBend,
  measureCorrelation,
  measureSlant,
  PcaCoder,
  type Pca,
} from '../../engine/analysis/index.ts';
import { toBytes } from '../../engine/datasets/index.ts';
import { countMultiplications } from '../../engine/models/index.ts';
import { imageRmse, sumSquaredError } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import { fitPcaOnce } from '../pca-fits.ts';
import type { ClassErrors, ModelTraits, PcaComparison, PcaComparisonRequest } from './pca-comparison.ts';
import type { UseJob } from './use-job.ts';

/** Images at once. */
const batchSize = 500;

/** Measures the present autoencoder and PCA of the same size side by side on the whole test split. */
export async function comparePca(
  { data: { dataset }, autoencoder, inference, trainer }: Bench,
  { indices }: PcaComparisonRequest,
  job: UseJob,
): Promise<PcaComparison> {
  const { latentDim, imageShape } = autoencoder;
  const { step } = trainer;
  job.report('Fitting PCA', 0, 1);
  const { pca, fitMs } = await fitPcaOnce(dataset, latentDim);
  await job.pause();
  const coder = new PcaCoder(pca);
  const coders: Record<keyof PcaComparison['traits'], Coder> = {
    autoencoder: {
      encode: async (pixels) =>
        (await inference.encode({ data: pixels, shape: [pixels.length / dataset.pixels, ...imageShape] }))
          .data,
      decode: async (codes) =>
        (await inference.decode({ data: codes, shape: [codes.length / latentDim, latentDim] })).data,
    },
    pca: { encode: async (pixels) => coder.encode(pixels), decode: async (codes) => coder.decode(codes) },
  };
  try {
    const test = dataset.indices('test');
    const labels = dataset.gatherLabels('test', test);
    const sums = { autoencoder: newSums(), pca: newSums() };
    const codes = {
      autoencoder: new Float32Array(test.length * latentDim),
      pca: new Float32Array(test.length * latentDim),
    };
    const elapsedMs = { autoencoder: 0, pca: 0 };
    for (let start = 0; start < test.length; start += batchSize) {
      const batch = test.subarray(start, start + batchSize);
      const pixels = dataset.gatherPixels('test', batch);
      for (const model of ['autoencoder', 'pca'] as const) {
        const startMs = performance.now();
        const latents = await coders[model].encode(pixels);
        const rebuilt = await coders[model].decode(latents);
        elapsedMs[model] += performance.now() - startMs;
        codes[model].set(latents, start * latentDim);
        for (let i = 0; i < batch.length; i++) {
          sums[model][labels[start + i]] += sumSquaredError(
            pixels,
            rebuilt,
            i * dataset.pixels,
            dataset.pixels,
          );
        }
      }
      job.report('Rebuilding test images', start + batch.length, test.length);
      await job.pause();
    }
    const describeErrors = (name: string, chosen: (label: number) => boolean): ClassErrors => {
      const count = labels.reduce((sum, label) => sum + Number(chosen(label)), 0);
      const rmse = (all: Float64Array) =>
        Math.sqrt(
          all.reduce((sum, value, label) => sum + (chosen(label) ? value : 0), 0) / (count * dataset.pixels),
        );
      return { name, count, autoencoder: rmse(sums.autoencoder), pca: rmse(sums.pca) };
    };
    const describeTraits = async (
      model: keyof typeof coders,
    ): Promise<Omit<ModelTraits, 'parameters' | 'multiplications'>> => ({
      bend: await measureBend(codes[model], latentDim, coders[model].decode),
      slant: await measureSlant(codes[model], latentDim, coders[model].decode),
      correlation: measureCorrelation(codes[model], latentDim),
      microseconds: (1000 * elapsedMs[model]) / test.length,
    });
    const shown = Uint32Array.from(indices);
    const originals = dataset.gatherPixels('test', shown);
    const rebuild = async ({ encode, decode }: Coder) =>
      indices.length > 0 ? decode(await encode(originals)) : originals;
    const [byAutoencoder, byPca] = [await rebuild(coders.autoencoder), await rebuild(coders.pca)];
    return {
      components: latentDim,
      trainImages: dataset.counts.train,
      fitMs,
      step,
      all: describeErrors('all', () => true),
      classes: dataset.hasLabels
        ? dataset.classNames
            .map((name, label) => describeErrors(name, (other) => other === label))
            .filter(({ count }) => count > 0)
        : [],
      explained: Float32Array.from(pca.variances, (variance) => variance / pca.totalVariance),
      componentImages: drawComponents(pca),
      originals: toBytes(originals),
      autoencoder: toBytes(byAutoencoder),
      pca: toBytes(byPca),
      autoencoderRmse: imageRmse(originals, byAutoencoder, dataset.pixels),
      pcaRmse: imageRmse(originals, byPca, dataset.pixels),
      traits: {
        autoencoder: {
          ...(await describeTraits('autoencoder')),
          parameters: autoencoder.summary.totalParams,
          multiplications: countMultiplications(autoencoder.model),
        },
        pca: {
          ...(await describeTraits('pca')),
          parameters: (latentDim + 1) * dataset.pixels,
          multiplications: 2 * latentDim * dataset.pixels,
        },
      },
    };
  } finally {
    coder.dispose();
  }
}

interface Coder {
  encode(pixels: Float32Array): Promise<Float32Array>;
  decode(codes: Float32Array): Promise<Float32Array>;
}

/** One for each label there can be. */
function newSums(): Float64Array {
  return new Float64Array(256);
}

/** Each direction stretched so that its largest weight is black or white, 128 being zero. */
function drawComponents({ axes, mean }: Pca): Uint8Array {
  const pixels = mean.length;
  const bytes = new Uint8Array(axes.length);
  for (let start = 0; start < axes.length; start += pixels) {
    const axis = axes.subarray(start, start + pixels);
    const largest = axis.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
    axis.forEach((value, i) => (bytes[start + i] = Math.round(128 + (127 * value) / largest)));
  }
  return bytes;
}

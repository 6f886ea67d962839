import { PcaCoder, SoftmaxProbe, spreadLabels, voteNeighbours } from '../../engine/analysis/index.ts';
import { chooseLabelled, type SplitName } from '../../engine/datasets/index.ts';
import type { Bench } from '../bench.ts';
import { fitPcaOnce } from '../pca-fits.ts';
import type { FeatureKind, FeatureReport, FeatureRequest, FeatureResult } from './feature-report.ts';
import type { UseJob } from './use-job.ts';

const neighbours = 5;
/** Training images that labels are passed on to. */
const spreadCount = 10_000;
/** Images at once. */
const batchSize = 500;
const titles: Record<FeatureKind, string> = { codes: 'codes', pca: 'PCA scores', pixels: 'pixels' };

/** Trains simple classifiers on frozen features of the training split and measures them on the test split. */
export async function probeFeatures(
  bench: Bench,
  request: FeatureRequest,
  job: UseJob,
): Promise<FeatureReport> {
  const { dataset, seed } = bench.data;
  if (!dataset.hasLabels) throw new TypeError('labels: expected data with labels to classify, found none');
  const { step } = bench.trainer;
  const chosen = chooseLabelled(
    dataset.indices('train'),
    dataset.gatherLabels('train', dataset.indices('train')),
    request.labels,
    seed,
  );
  const test = dataset.indices('test');
  const labels = dataset.gatherLabels('train', chosen);
  const wanted = dataset.gatherLabels('test', test);
  const classes = Math.max(...wanted, ...dataset.classNames.keys()) + 1;
  const results: FeatureResult[] = [];
  for (const features of request.features) {
    const startMs = performance.now();
    const extract = await createExtractor(bench, features);
    try {
      const gather = (split: SplitName, indices: Uint32Array) =>
        gatherFeatures(
          indices,
          (batch) => extract.run(dataset.gatherPixels(split, batch)),
          (done) => {
            job.report(`Gathering ${titles[features]}`, done, indices.length);
            return job.pause();
          },
        );
      const known = { vectors: await gather('train', chosen), labels };
      const unknown = await gather('test', test);
      job.report(`Fitting to ${titles[features]}`, 0, 1);
      const probe = await SoftmaxProbe.fit(known, { classes, seed, giveWay: job.pause });
      const named = probe.classify(unknown);
      const voted = await voteNeighbours(unknown, known, {
        k: neighbours,
        giveWay: (done, total) => {
          job.report(`Comparing ${titles[features]}`, done, total);
          return job.pause();
        },
      });
      let spread: number | undefined;
      if (chosen.length < dataset.counts.train) {
        const more = chooseMore(dataset.indices('train'), chosen);
        const vectors = await gather('train', more);
        job.report(`Spreading labels over ${titles[features]}`, 0, 1);
        const passedOn = await spreadLabels(known, vectors, { classes, giveWay: job.pause });
        const taught = await SoftmaxProbe.fit(
          { vectors, labels: passedOn },
          { classes, seed, giveWay: job.pause },
        );
        spread = shareEqual(taught.classify(unknown), wanted);
      }
      const confusion = new Uint32Array(classes * classes);
      wanted.forEach((label, i) => confusion[label * classes + named[i]]++);
      results.push({
        features,
        dimensions: unknown.length / test.length,
        linear: shareEqual(named, wanted),
        knn: shareEqual(voted, wanted),
        ...(spread !== undefined && { spread }),
        confusion,
        elapsedMs: performance.now() - startMs,
      });
    } finally {
      extract.dispose();
    }
  }
  return { labels: chosen.length, testImages: test.length, results, step };
}

/** Training images without a label, evenly spaced. */
function chooseMore(indices: Uint32Array, labelled: Uint32Array): Uint32Array {
  const known = new Set(labelled);
  const rest = indices.filter((index) => !known.has(index));
  const every = Math.ceil(rest.length / spreadCount);
  return rest.filter((_, at) => at % every === 0);
}

interface Extractor {
  run(pixels: Float32Array): Promise<Float32Array>;
  dispose(): void;
}

async function createExtractor(
  { autoencoder, data, inference }: Bench,
  features: FeatureKind,
): Promise<Extractor> {
  const keep = { dispose: () => {} };
  if (features === 'pixels') return { run: async (pixels) => pixels, ...keep };
  if (features === 'codes') {
    const { imageShape } = autoencoder;
    const encode = async (pixels: Float32Array) =>
      (await inference.encode({ data: pixels, shape: [pixels.length / data.dataset.pixels, ...imageShape] }))
        .data;
    return { run: encode, ...keep };
  }
  const { pca } = await fitPcaOnce(data.dataset, autoencoder.latentDim);
  const coder = new PcaCoder(pca);
  return { run: async (pixels) => coder.encode(pixels), dispose: () => coder.dispose() };
}

async function gatherFeatures(
  indices: Uint32Array,
  extract: (batch: Uint32Array) => Promise<Float32Array>,
  tell: (done: number) => Promise<void>,
): Promise<Float32Array> {
  let features = new Float32Array();
  for (let start = 0; start < indices.length; start += batchSize) {
    const part = await extract(indices.subarray(start, start + batchSize));
    if (start === 0)
      features = new Float32Array((part.length / Math.min(batchSize, indices.length)) * indices.length);
    features.set(part, start * (features.length / indices.length));
    await tell(start);
  }
  return features;
}

function shareEqual(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Number(value === b[i]), 0) / a.length;
}

import type { FeatureKind } from '../../src/workers/index.ts';
import { compactConfig, type Experiment, type ExperimentBench, type Figure } from './experiment.ts';

const epochs = 10;
/** Shares of the official test split, for codes. */
const bars = { linear: { all: 0.97 }, knn: { all: 0.972 }, spread: { 100: 0.86 } };

/** Simple classifiers on frozen codes of `compact`, and on as many PCA scores and on pixels. */
export const measureFeatures: Experiment = async (bench) => {
  await bench.client.call('loadDataset', 'mnist', 0);
  await bench.client.call('createModel', 'compact', compactConfig(epochs));
  await bench.train();
  return probeFeatures(bench, `compact, ${epochs} epochs`, ['codes', 'pca', 'pixels']);
};

/** Judges the present model's codes, and other features beside them, by 54,000 training images and fewer. */
export async function probeFeatures(
  { client, log }: ExperimentBench,
  about: string,
  kinds: FeatureKind[] = ['codes'],
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const labels of ['all', 1000, 100] as const) {
    const { results } = await client.use('probe-features', { labels, features: kinds });
    for (const { features, linear, knn, spread } of results) {
      const measured = { linear, knn, spread };
      for (const [how, value] of Object.entries(measured)) {
        if (value === undefined) continue;
        const wanted: Record<string, number> = features === 'codes' ? bars[how as keyof typeof bars] : {};
        figures.push({
          name: `${how} on ${features}, ${labels} labels`,
          value,
          note: about,
          ...(labels in wanted && { bar: { atLeast: wanted[labels] } }),
        });
      }
      log(`${labels} ${features}: ${JSON.stringify(measured)}`);
    }
  }
  return figures;
}

import { compactConfig, type Experiment, type Figure } from './experiment.ts';

const epochs = 10;

/** Simple classifiers on frozen codes, PCA scores and pixels: 54,000 training images, the official test split. */
export const measureFeatures: Experiment = async (bench) => {
  const { client, log } = bench;
  await client.call('loadDataset', 'mnist', 0);
  await client.call('createModel', 'compact', compactConfig(epochs));
  await bench.train();
  const figures: Figure[] = [];
  const bars = { linear: { all: 0.97 }, knn: { all: 0.972 } } as const;
  for (const labels of ['all', 1000, 100] as const) {
    const kinds = labels === 'all' ? (['codes', 'pca', 'pixels'] as const) : (['codes', 'pca'] as const);
    const { results } = await client.use('probe-features', { labels, features: [...kinds] });
    for (const { features, linear, knn, spread } of results) {
      const note = `compact, ${epochs} epochs; ${labels} labels`;
      const isCodes = features === 'codes';
      const linearBar = isCodes && labels === 'all' ? { bar: { atLeast: bars.linear.all } } : {};
      const knnBar = isCodes && labels === 'all' ? { bar: { atLeast: bars.knn.all } } : {};
      figures.push({ name: `linear on ${features}, ${labels} labels`, value: linear, note, ...linearBar });
      figures.push({ name: `5 nearest on ${features}, ${labels} labels`, value: knn, note, ...knnBar });
      if (spread !== undefined) {
        const bar = isCodes && labels === 100 ? { bar: { atLeast: 0.86 } } : {};
        figures.push({ name: `linear on ${features}, ${labels} labels spread`, value: spread, note, ...bar });
      }
      log(`${labels} ${features}: ${linear} ${knn} ${spread}`);
    }
  }
  return figures;
};

import { compactConfig, type Experiment, type Figure } from './experiment.ts';

const epochs = 10;

/** Simple classifiers on frozen codes, PCA scores and pixels: 54,000 training images, the official test split. */
export const measureFeatures: Experiment = async (bench) => {
  const { client, log } = bench;
  await client.call('loadDataset', 'mnist', 0);
  await client.call('createModel', 'compact', compactConfig(epochs));
  await bench.train();
  const figures: Figure[] = [];
  const bars = { linear: { all: 0.97, 100: 0.86 }, knn: { all: 0.972 } } as const;
  for (const labels of ['all', 1000, 100] as const) {
    const kinds = labels === 'all' ? (['codes', 'pca', 'pixels'] as const) : (['codes', 'pca'] as const);
    const { results } = await client.use('probe-features', { labels, features: [...kinds] });
    for (const { features, linear, knn } of results) {
      const note = `compact, ${epochs} epochs; ${labels} labels`;
      const isCodes = features === 'codes';
      const linearBar = isCodes && labels !== 1000 ? { bar: { atLeast: bars.linear[labels] } } : {};
      const knnBar = isCodes && labels === 'all' ? { bar: { atLeast: bars.knn.all } } : {};
      figures.push({ name: `linear on ${features}, ${labels} labels`, value: linear, note, ...linearBar });
      figures.push({ name: `5 nearest on ${features}, ${labels} labels`, value: knn, note, ...knnBar });
      log(`${labels} ${features}: ${linear} ${knn}`);
    }
  }
  return figures;
};

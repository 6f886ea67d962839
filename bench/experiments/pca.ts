import { compactConfig, type Experiment } from './experiment.ts';

/** PCA with as many components as the model has latent numbers, fitted to all training images. */
export const measurePca: Experiment = async ({ client }) => {
  await client.call('loadDataset', 'mnist', 0);
  await client.call('createModel', 'compact', compactConfig(5));
  const { all, fitMs, components, trainImages } = await client.use('compare-pca', { indices: [] });
  const note = `${components} components, ${trainImages} training images`;
  return [
    { name: 'PCA, test RMSE', value: all.pca, bar: { atMost: 0.1086 }, note },
    { name: 'PCA, seconds to fit', value: fitMs / 1000, bar: { atMost: 2 }, note },
  ];
};

import { compactConfig, type Experiment, type Figure } from './experiment.ts';

/** Latent size against RMSE on validation images, and PCA with as many components on the same images. */
export const measureSweep: Experiment = async ({ client, log }) => {
  const epochs = 8;
  await client.call('loadDataset', 'mnist', 0);
  await client.call('createModel', 'compact', compactConfig(epochs));
  const { rows, pca, images, validationImages, elapsedMs } = await client.use(
    'sweep-parameters',
    {
      ...{ preset: 'compact', method: 'grid', images: 20_000, halving: false },
      base: compactConfig(epochs),
      axes: { latentDim: [2, 8, 16, 32, 49] },
    },
    { onProgress: ({ news }) => news && log(`trial ${news.index}: ${news.status} ${news.score ?? ''}`) },
  );
  const note = `compact, ${epochs} epochs of ${images} images, ${validationImages} validation images`;
  return [
    ...rows.flatMap(({ values: { latentDim }, score }): Figure[] => [
      { name: `RMSE, latent size ${latentDim}`, value: score!, note },
      { name: `RMSE, PCA with ${latentDim} components`, value: pca![latentDim! - 1] },
    ]),
    { name: 'seconds', value: elapsedMs / 1000 },
  ];
};

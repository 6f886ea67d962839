import type { Experiment } from './experiment.ts';

/** The preset `best` as it is by default, on all of MNIST. */
export const measureBest: Experiment = async (bench) => {
  const { client } = bench;
  await client.call('loadDataset', 'mnist', 0);
  await client.call('createModel', 'best', {
    epochs: 20,
    batchSize: 128,
    learningRate: 2e-3,
    seed: 0,
    decay: 'cosine',
  });
  await bench.train();
  const { rmse } = await client.call('evaluate', 'test');
  return [{ name: 'test RMSE', value: rmse, bar: { atMost: 0.045 }, note: '49 latent numbers, 20 epochs' }];
};

import { presetList } from '../../src/engine/models/preset-list.ts';
import type { Experiment } from './experiment.ts';

/** The preset `best` as it is by default, on all of MNIST. */
export const measureBest: Experiment = async (bench) => {
  const { client } = bench;
  const { defaults } = presetList.best;
  await client.call('loadDataset', 'mnist', defaults.seed);
  await client.call('createModel', 'best', defaults);
  await bench.train();
  const { rmse } = await client.call('evaluate', 'test');
  const note = `49 latent numbers, ${defaults.epochs} epochs`;
  return [{ name: 'test RMSE', value: rmse, bar: { atMost: 0.045 }, note }];
};

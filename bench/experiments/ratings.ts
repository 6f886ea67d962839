import { presetList } from '../../src/engine/models/preset-list.ts';
import type { Experiment } from './experiment.ts';

/** Held-out ratings of the generated demonstration, against the noise they were generated with. */
export const measureRatings: Experiment = async (bench) => {
  const { client } = bench;
  await client.call('loadDataset', 'ratings-demo', 0);
  await client.call('createModel', 'ratings', presetList.ratings.defaults);
  await bench.train();
  const { autoencoderRmse, baselineRmse, noise, heldOut } = await client.use('judge-ratings', {});
  const note = `${heldOut} held-out ratings, noise ${noise}`;
  return [
    { name: 'held-out RMSE over the noise', value: autoencoderRmse / noise!, bar: { atMost: 1.05 }, note },
    { name: 'the baseline’s', value: baselineRmse / noise!, note },
  ];
};

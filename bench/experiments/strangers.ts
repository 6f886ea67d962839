import { compactConfig, type Experiment } from './experiment.ts';

/** MNIST's test digits against drawn pictures of another kind, with a model of all digits. */
export const measureStrangers: Experiment = async (bench) => {
  const { client } = bench;
  await client.call('loadDataset', 'mnist', 0);
  await client.call('createModel', 'compact', compactConfig(5));
  await bench.train();
  const measure = async (kind: 'letters' | 'shapes') => {
    const strangers = { kind, count: 10_000 };
    const { roc } = await client.use('find-anomalies', {
      split: 'test',
      score: 'both',
      normal: [],
      strangers,
      shown: 0,
    });
    return roc!.area;
  };
  const note = 'compact, 5 epochs; 10,000 digits against 10,000 drawn pictures';
  return [
    {
      name: 'AUROC, MNIST against drawn shapes',
      value: await measure('shapes'),
      bar: { atLeast: 0.995 },
      note,
    },
    {
      name: 'AUROC, MNIST against drawn letters',
      value: await measure('letters'),
      bar: { atLeast: 0.995 },
      note,
    },
  ];
};

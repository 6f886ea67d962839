import { presetList } from '../../src/workers/index.ts';
import type { Experiment } from './experiment.ts';

/**
 * The preset `plane` as it is by default, measured as Keras' example does it: the loss of the last epoch on the images it
 * is trained on, cross entropy of grey pixels plus divergence. Keras trains on the test images too; here they are not
 * seen, and the loss on them stands beside it.
 */
export const measurePlane: Experiment = async (bench) => {
  const { client } = bench;
  await client.call('loadDataset', 'mnist', 0);
  const { defaults } = presetList.plane;
  await client.call('createModel', 'plane', defaults);
  const history = await bench.train();
  const { reconstruction, kl } = history.at(-1)!.parts!;
  const { parts } = await client.call('evaluate', 'test');
  const note = `2 latent numbers, ${defaults.epochs} epochs`;
  const total = reconstruction!.train + kl!.train;
  return [
    { name: 'training total, nats', value: total, bar: { atMost: 147 }, note },
    { name: 'of it reconstruction', value: reconstruction!.train },
    { name: 'of it divergence', value: kl!.train },
    { name: 'total on the test images, nats', value: parts!.reconstruction! + parts!.kl!, note },
  ];
};

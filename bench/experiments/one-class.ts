import { compactConfig, type Experiment, type Figure } from './experiment.ts';

const epochs = 12;

/**
 * The one-class protocol: trained on the training images of one digit, tested on all 10,000 test images, the nine other
 * digits being anomalies. Score: error and latent distance together.
 */
export const measureOneClass: Experiment = async (bench) => {
  const { client, log } = bench;
  await client.call('loadDataset', 'mnist', 0);
  await client.call('createModel', 'compact', compactConfig(epochs));
  const figures: Figure[] = [];
  const areas = { both: [] as number[], error: [] as number[], latent: [] as number[] };
  for (let digit = 0; digit < 10; digit++) {
    await client.call('narrowData', { classes: [digit] }, false);
    await bench.train();
    for (const score of ['both', 'error', 'latent'] as const) {
      const report = await client.use('find-anomalies', { split: 'test', score, normal: [digit], shown: 0 });
      areas[score].push(report.roc!.area);
    }
    const value = areas.both[digit];
    figures.push({ name: `AUROC, only ${digit} normal`, value, bar: { atLeast: 0.88 } });
    log(`${digit}: ${areas.both[digit]} ${areas.error[digit]} ${areas.latent[digit]}`);
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const note = `compact, ${epochs} epochs on one digit`;
  return [
    { name: 'AUROC, mean of ten', value: mean(areas.both), bar: { atLeast: 0.96 }, note },
    ...figures,
    { name: 'AUROC, mean of ten, by relative error alone', value: mean(areas.error), note },
    { name: 'AUROC, mean of ten, by latent distance alone', value: mean(areas.latent), note },
  ];
};

import { presetList } from '../../src/workers/index.ts';
import type { Experiment, Figure } from './experiment.ts';

/** The preset `classifier` as it is by default, with all labels and with few: on the official test split. */
export const measureClassifier: Experiment = async (bench) => {
  const { client } = bench;
  await client.call('loadDataset', 'mnist', 0);
  const { defaults } = presetList.classifier;
  const figures: Figure[] = [];
  for (const [labelBudget, least] of [
    [undefined, 0.992],
    [1000, 0.955],
  ] as const) {
    await client.call('createModel', 'classifier', { ...defaults, ...(labelBudget && { labelBudget }) });
    await bench.train();
    const { parts, rmse } = await client.call('evaluate', 'test');
    const labels = labelBudget ?? 'all';
    const note = `${labels} labels, ${defaults.epochs} epochs, label weight ${defaults.labelWeight}`;
    figures.push({
      name: `accuracy, ${labels} labels`,
      value: parts!.accuracy!,
      bar: { atLeast: least },
      note,
    });
    figures.push({ name: `test RMSE beside it, ${labels} labels`, value: rmse, note });
  }
  return figures;
};

import { presetList, type PresetName } from '../../src/engine/models/preset-list.ts';
import { compactConfig, type Experiment, type Figure } from './experiment.ts';

/**
 * Simple classifiers on frozen codes of a preset, on PCA scores and on pixels: 54,000 training images, the official test
 * split.
 */
export function measureFeaturesOf(
  preset: PresetName,
  epochs = presetList[preset].defaults.epochs,
): Experiment {
  return async (bench) => {
    const { client, log } = bench;
    const config = preset === 'compact' ? compactConfig(epochs) : { ...presetList[preset].defaults, epochs };
    await client.call('loadDataset', 'mnist', 0);
    await client.call('createModel', preset, config);
    await bench.train();
    const figures: Figure[] = [];
    const bars = { linear: { all: 0.97 }, knn: { all: 0.972 } } as const;
    for (const labels of ['all', 1000, 100] as const) {
      // PCA and pixels are the same whatever the model.
      const others = labels === 'all' ? (['pca', 'pixels'] as const) : (['pca'] as const);
      const kinds = ['codes' as const, ...(preset === 'compact' ? others : [])];
      const { results } = await client.use('probe-features', { labels, features: kinds });
      for (const { features, linear, knn, spread } of results) {
        const note = `${preset}, ${epochs} epochs; ${labels} labels`;
        const isCodes = features === 'codes';
        const linearBar = isCodes && labels === 'all' ? { bar: { atLeast: bars.linear.all } } : {};
        const knnBar = isCodes && labels === 'all' ? { bar: { atLeast: bars.knn.all } } : {};
        figures.push({ name: `linear on ${features}, ${labels} labels`, value: linear, note, ...linearBar });
        figures.push({ name: `5 nearest on ${features}, ${labels} labels`, value: knn, note, ...knnBar });
        if (spread !== undefined) {
          const bar = isCodes && labels === 100 ? { bar: { atLeast: 0.86 } } : {};
          figures.push({
            name: `linear on ${features}, ${labels} labels spread`,
            value: spread,
            note,
            ...bar,
          });
        }
        log(`${labels} ${features}: ${linear} ${knn} ${spread}`);
      }
    }
    return figures;
  };
}

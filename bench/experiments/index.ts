/** All experiments by name, on the page that scripts/experiments.mjs opens. A new one adds its line. */
import { ExperimentBench, type Experiment, type Figure } from './experiment.ts';
import { measureBest } from './best.ts';
import { measureClassifier } from './classifier.ts';
import { measureDenoising } from './denoising.ts';
import { measureFeatures } from './features.ts';
import { measureOneClass } from './one-class.ts';
import { measurePlane } from './plane.ts';
import { measurePca } from './pca.ts';
import { measureRatings } from './ratings.ts';
import { measureStrangers } from './strangers.ts';
import { measureSweep } from './sweep.ts';
import { measureVariational } from './variational.ts';

const experiments: Record<string, Experiment> = {
  pca: measurePca,
  best: measureBest,
  denoising: measureDenoising,
  'one-class': measureOneClass,
  strangers: measureStrangers,
  features: measureFeatures,
  sweep: measureSweep,
  classifier: measureClassifier,
  variational: measureVariational,
  plane: measurePlane,
  ratings: measureRatings,
};

async function run(name: string, baseUrl: string): Promise<Figure[]> {
  const bench = await ExperimentBench.start(baseUrl, (text) => console.log(text));
  try {
    return await experiments[name](bench);
  } finally {
    bench.client.terminate();
  }
}

Object.assign(globalThis, { experiments: { names: Object.keys(experiments), run } });

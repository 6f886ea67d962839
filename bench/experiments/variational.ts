import { presetList } from '../../src/workers/index.ts';
import type { Experiment, ExperimentBench } from './experiment.ts';
import { probeFeatures } from './features.ts';

/** Images that are drawn and shown to a classifier, in turns of what a call gives. */
const turns = 10;
const perTurn = 1000;
/** Enough for a judge. */
const judgeEpochs = 4;

/**
 * The preset `variational` as it is by default: the likelihood of the test images by importance sampling, and how many
 * of its samples a classifier that was trained on real digits is sure of, and what simple classifiers make of its codes.
 */
export const measureVariational: Experiment = async (bench) => {
  const { client, log } = bench;
  await client.call('loadDataset', 'mnist', 0);
  const { defaults } = presetList.variational;
  await client.call('createModel', 'variational', defaults);
  await bench.train();
  const { divergence, limit } = await client.use('measure-latents', {});
  const drawn = { prior: await draw(bench, 'prior'), codes: await draw(bench, 'codes') };
  const likelihood = await client.use('judge-likelihood', { images: 10_000, samples: 200 });
  log(JSON.stringify(likelihood));
  const probes = await probeFeatures(bench, `variational, ${defaults.epochs} epochs`);
  await client.call('createModel', 'classifier', { ...presetList.classifier.defaults, epochs: judgeEpochs });
  await bench.train();
  const { parts } = await client.call('evaluate', 'test');
  const [prior, codes] = [await judge(bench, drawn.prior), await judge(bench, drawn.codes)];
  const note = `${defaults.epochs} epochs, ${divergence.length} latent numbers`;
  const by = `${turns * perTurn} samples, by a classifier right in ${parts!.accuracy} of the test images`;
  return [
    { name: 'NLL, 200 samples, nats', value: likelihood.nll, bar: { atMost: 92 }, note },
    { name: 'its standard error', value: likelihood.standardError },
    { name: 'negative ELBO, nats', value: likelihood.negativeElbo, note },
    {
      name: 'collapsed latent numbers',
      value: divergence.filter((nats) => nats < limit).length,
      note: `KL < ${limit}`,
    },
    { name: 'recognised with p ≥ 0.9, from the prior', value: prior.sure, bar: { atLeast: 0.9 }, note: by },
    { name: 'rarest digit among them', value: prior.rarest, note: 'share' },
    { name: 'commonest digit among them', value: prior.commonest, note: 'share' },
    { name: 'recognised with p ≥ 0.9, from a mixture on the codes', value: codes.sure, note: by },
    ...probes,
  ];
};

async function draw({ client }: ExperimentBench, from: 'prior' | 'codes'): Promise<Uint8Array[]> {
  const images: Uint8Array[] = [];
  for (let seed = 0; seed < turns; seed++) {
    images.push((await client.use('generate-samples', { count: perTurn, seed, from })).images);
  }
  return images;
}

/** Share of the images that the present model is sure of, and of the digits that it takes them for. */
async function judge({ client }: ExperimentBench, drawn: Uint8Array[]) {
  const counts = new Array<number>(10).fill(0);
  let sure = 0;
  for (const data of drawn) {
    const { labels, confidence } = await client.call('classify', { data, shape: [perTurn, 28, 28, 1] });
    sure += confidence.filter((share) => share >= 0.9).length;
    for (const label of labels) counts[label]++;
  }
  const all = turns * perTurn;
  return { sure: sure / all, rarest: Math.min(...counts) / all, commonest: Math.max(...counts) / all };
}

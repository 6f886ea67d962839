import { presetList } from '../../src/engine/models/preset-list.ts';
import type { Experiment } from './experiment.ts';
import { probeFeatures } from './features.ts';

/**
 * The preset `denoising` as it is by default: Gaussian noise of σ 0.5, clipped; on the whole test split. And what simple
 * classifiers make of its codes, of clean images.
 */
export const measureDenoising: Experiment = async (bench) => {
  const { client } = bench;
  const { defaults } = presetList.denoising;
  const { noise, epochs } = defaults;
  await client.call('loadDataset', 'mnist', defaults.seed);
  await client.call('createModel', 'denoising', defaults);
  await bench.train();
  const { noisy, denoised, count } = await client.use('denoise', { noise, indices: [] });
  const note = `σ ${noise.amount} clipped, ${epochs} epochs, ${count} test images`;
  const probes = await probeFeatures(bench, `denoising, ${epochs} epochs`);
  return [
    { name: 'PSNR, dB', value: denoised.psnr, bar: { atLeast: 20 }, note },
    { name: 'SSIM', value: denoised.ssim!, bar: { atLeast: 0.88 }, note },
    { name: 'PSNR of the noisy images, dB', value: noisy.psnr },
    { name: 'SSIM of the noisy images', value: noisy.ssim! },
    ...probes,
  ];
};

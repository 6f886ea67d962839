import type { Experiment } from './experiment.ts';

/** The preset `denoising` as it is by default: Gaussian noise of σ 0.5, clipped; on the whole test split. */
export const measureDenoising: Experiment = async (bench) => {
  const { client } = bench;
  const noise = { kind: 'gaussian', amount: 0.5 } as const;
  await client.call('loadDataset', 'mnist', 0);
  const run = { epochs: 8, batchSize: 128, learningRate: 2e-3, seed: 0, decay: 'cosine', noise } as const;
  await client.call('createModel', 'denoising', run);
  await bench.train();
  const { noisy, denoised, count } = await client.use('denoise', { noise, indices: [] });
  const note = `σ 0.5 clipped, ${run.epochs} epochs, ${count} test images`;
  return [
    { name: 'PSNR, dB', value: denoised.psnr, bar: { atLeast: 20 }, note },
    { name: 'SSIM', value: denoised.ssim!, bar: { atLeast: 0.88 }, note },
    { name: 'PSNR of the noisy images, dB', value: noisy.psnr },
    { name: 'SSIM of the noisy images', value: noisy.ssim! },
  ];
};

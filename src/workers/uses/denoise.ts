import { measureSsim } from '../../engine/analysis/index.ts';
import { toBytes } from '../../engine/datasets/index.ts';
import { addNoise, checkNoise, sumSquaredError } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { Denoising, DenoisingRequest, ImageQuality } from './denoising.ts';
import type { UseJob } from './use-job.ts';

/** Images at once. */
const batchSize = 250;

/** What the present model makes of noisy test images, measured against the clean ones. The noise is the run's seed's. */
export async function denoise(
  { data: { dataset }, inference, trainer }: Bench,
  { noise, indices, limit }: DenoisingRequest,
  job: UseJob,
): Promise<Denoising> {
  checkNoise(noise);
  const { imageShape, pixels } = dataset;
  const { seed } = trainer.config;
  const run = async (chosen: Uint32Array, index: number) => {
    const clean = dataset.gatherPixels('test', chosen);
    const noisy = addNoise(clean, imageShape, noise, { seed, index });
    if (chosen.length === 0) return { clean, noisy, denoised: new Float32Array() };
    const { data } = await inference.reconstruct({ data: noisy, shape: [chosen.length, ...imageShape] });
    return { clean, noisy, denoised: data };
  };
  const all = dataset.indices('test').slice(0, limit);
  const [before, after] = [new QualitySums(imageShape), new QualitySums(imageShape)];
  for (let start = 0; start < all.length; start += batchSize) {
    const { clean, noisy, denoised } = await run(all.subarray(start, start + batchSize), 1 + start);
    for (let at = 0; at < clean.length; at += pixels) {
      const image = (values: Float32Array) => values.subarray(at, at + pixels);
      before.add(image(clean), image(noisy));
      after.add(image(clean), image(denoised));
    }
    job.report('Denoising test images', Math.min(all.length, start + batchSize), all.length);
    await job.pause();
  }
  const shown = await run(Uint32Array.from(indices), 0);
  return {
    count: all.length,
    noisy: before.mean,
    denoised: after.mean,
    images: {
      clean: toBytes(shown.clean),
      noisy: toBytes(shown.noisy),
      denoised: toBytes(shown.denoised),
    },
  };
}

/** No error at all would be infinitely many dB: this is what counts as none, a quarter of a grey level. */
const leastMse = 1e-6;

class QualitySums {
  private readonly imageShape: readonly [number, number, number];
  private count = 0;
  private psnr = 0;
  private ssim = 0;

  constructor(imageShape: readonly [number, number, number]) {
    this.imageShape = imageShape;
  }

  add(clean: Float32Array, other: Float32Array): void {
    const mse = Math.max(leastMse, sumSquaredError(clean, other) / clean.length);
    this.count++;
    this.psnr += -10 * Math.log10(mse);
    if (this.hasSsim) this.ssim += measureSsim(clean, other, [this.imageShape[0], this.imageShape[1]]);
  }

  get mean(): ImageQuality {
    const { count, psnr, ssim } = this;
    return { psnr: psnr / count, ...(this.hasSsim && { ssim: ssim / count }) };
  }

  private get hasSsim(): boolean {
    const [height, width, channels] = this.imageShape;
    return channels === 1 && height >= 11 && width >= 11;
  }
}

import type { ClassFigures, ReportPair, RunReport } from '../../engine/exports/index.ts';
import { toBytes } from '../../engine/datasets/index.ts';
import { imageRmse } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { UseJob } from './use-job.ts';

const batchSize = 500;
/** Best and worst images that are shown. */
const pairCount = 12;

/** The figures of a run over its whole test split, by class too, and the images it does best and worst. */
export async function gatherReport(bench: Bench, _request: object, job: UseJob): Promise<RunReport> {
  const { autoencoder, data, trainer } = bench;
  const { dataset } = data;
  const indices = dataset.indices('test').slice();
  const labels = dataset.hasLabels ? dataset.gatherLabels('test', indices) : undefined;
  const rmse = new Float32Array(indices.length);
  for (let start = 0; start < indices.length; start += batchSize) {
    const batch = indices.subarray(start, start + batchSize);
    const pixels = dataset.gatherPixels('test', batch);
    rmse.set(
      imageRmse(pixels, await reconstruct(bench, pixels), dataset.pixels, dataset.gatherMask('test', batch)),
      start,
    );
    job.report('Measuring test images', start + batch.length, indices.length);
    await job.pause();
  }
  const order = Uint32Array.from(rmse.keys()).sort((a, b) => rmse[a] - rmse[b]);
  const describe = async (chosen: Uint32Array): Promise<ReportPair[]> => {
    const pixels = dataset.gatherPixels('test', chosen.map((at) => indices[at])); // prettier-ignore
    const [images, reconstructions] = [pixels, await reconstruct(bench, pixels)].map(toBytes);
    return Array.from(chosen, (at, place) => ({
      index: indices[at],
      ...(labels && { label: dataset.classNames[labels[at]] ?? String(labels[at]) }),
      rmse: rmse[at],
      image: images.slice(place * dataset.pixels, (place + 1) * dataset.pixels),
      reconstruction: reconstructions.slice(place * dataset.pixels, (place + 1) * dataset.pixels),
    }));
  };
  const hasImages = !dataset.info.table;
  return {
    preset: autoencoder.name,
    dataset: dataset.info,
    config: trainer.config,
    summary: autoencoder.summary,
    history: [...trainer.history],
    test: measure('all', [...rmse]),
    classes: measureClasses(rmse, labels, dataset.classNames),
    best: hasImages ? await describe(order.slice(0, pairCount)) : [],
    worst: hasImages ? await describe(order.slice(-pairCount).reverse()) : [],
  };
}

async function reconstruct({ autoencoder, inference }: Bench, pixels: Float32Array): Promise<Float32Array> {
  const { imageShape } = autoencoder;
  const size = imageShape[0] * imageShape[1] * imageShape[2];
  const { data } = await inference.reconstruct({
    data: pixels,
    shape: [pixels.length / size, ...imageShape],
  });
  return data;
}

function measureClasses(
  rmse: Float32Array,
  labels: Uint8Array | undefined,
  classNames: readonly string[],
): ClassFigures[] {
  const byLabel = new Map<number, number[]>();
  labels?.forEach((label, at) => {
    const values = byLabel.get(label);
    if (values) values.push(rmse[at]);
    else byLabel.set(label, [rmse[at]]);
  });
  return [...byLabel]
    .sort(([a], [b]) => a - b)
    .map(([label, values]) => measure(classNames[label] ?? String(label), values));
}

function measure(name: string, rmse: readonly number[]): ClassFigures {
  const mse = rmse.reduce((sum, value) => sum + value * value, 0) / Math.max(1, rmse.length);
  return { name, count: rmse.length, rmse: Math.sqrt(mse), psnr: -10 * Math.log10(mse) };
}

import { AnomalyScorer, measureRoc, orderByScore, type Judged } from '../../engine/analysis/index.ts';
import { drawStrangers } from '../../engine/datasets/index.ts';
import { fillUnknown, imageRmse } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { AnomalyReport, AnomalyRequest } from './anomaly-report.ts';
import type { UseJob } from './use-job.ts';

/** Training images whose codes say what is normal: enough for a covariance of a hundred dimensions. */
const largestFit = 12_000;
/** Held-out images that the scores' spread is measured on. */
const largestCalibration = 2000;
/** Images at once. */
const batchSize = 500;

/** Ranks the images of a split, and strangers among them, by how little they look like what the model was trained on. */
export async function findAnomalies(
  bench: Bench,
  request: AnomalyRequest,
  job: UseJob,
): Promise<AnomalyReport> {
  const { dataset } = bench.data;
  const { split, normal, strangers, shown } = request;
  const { step } = bench.trainer;
  const scorer = await fitScorer(bench, job);
  const indices = dataset.indices(split);
  const drawn = strangers
    ? drawStrangers(strangers.kind, strangers.count, dataset.imageShape, bench.data.seed)
    : new Uint8Array();
  const count = indices.length + (strangers?.count ?? 0);
  const scores = new Float32Array(count);
  const rmse = new Float32Array(count);
  const read = (start: number, end: number): Float32Array => {
    const own = dataset.gatherPixels(split, indices.subarray(start, Math.min(end, indices.length)));
    const [from, to] = [start, end].map((at) => Math.max(at - indices.length, 0) * dataset.pixels);
    const pixels = new Float32Array(own.length + to - from);
    pixels.set(own);
    drawn.subarray(from, to).forEach((byte, i) => (pixels[own.length + i] = byte / 255));
    return pixels;
  };
  for (let start = 0; start < count; start += batchSize) {
    const end = Math.min(start + batchSize, count);
    const judged = await judge(bench, read(start, end));
    // What is not known cannot be wrong; strangers have no gaps.
    const mask = dataset.gatherMask(split, indices.subarray(start, Math.min(end, indices.length)));
    fillUnknown(judged.pixels, judged.reconstructions, mask);
    scores.set(scorer.score(judged, request.score), start);
    rmse.set(imageRmse(judged.pixels, judged.reconstructions, dataset.pixels), start);
    job.report('Judging images', end, count);
    await job.pause();
  }
  const labels = new Uint8Array(count);
  labels.set(dataset.gatherLabels(split, indices));
  const isStranger = Uint8Array.from(labels, (_, i) => Number(i >= indices.length));
  const judgesLabels = dataset.hasLabels && normal.length > 0;
  const isAnomaly = isStranger.map(
    (stranger, i) => stranger || Number(judgesLabels && !normal.includes(labels[i])),
  );
  const roc = measureRoc(scores, Array.from(isAnomaly, Boolean));
  const order = orderByScore(scores);
  const pick = <A extends Float32Array | Uint8Array>(values: A): A =>
    values.map((_, i) => values[order[i]]) as A;
  const worst = await judge(
    bench,
    concatenate(Array.from(order.subarray(0, Math.max(1, shown)), (at) => read(at, at + 1))),
  );
  return {
    split,
    score: request.score,
    indices: order.map((at) => (at < indices.length ? indices[at] : at - indices.length)),
    labels: pick(labels),
    scores: pick(scores),
    rmse: pick(rmse),
    isAnomaly: pick(isAnomaly),
    isStranger: pick(isStranger),
    images: dataset.show(worst.pixels),
    reconstructions: dataset.show(worst.reconstructions),
    ...(Number.isFinite(roc.area) && { roc }),
    step,
  };
}

/** What is normal: the images that the model is trained on, and those of the same kind that it is not. */
async function fitScorer(bench: Bench, job: UseJob): Promise<AnomalyScorer> {
  const { dataset } = bench.data;
  const every = Math.ceil(dataset.counts.train / largestFit);
  const chosen = dataset.indices('train').filter((_, i) => i % every === 0);
  const latents: Float32Array[] = [];
  for (let start = 0; start < chosen.length; start += batchSize) {
    const pixels = dataset.gatherPixels('train', chosen.subarray(start, start + batchSize));
    latents.push((await encode(bench, pixels)).data);
    job.report('Learning what is normal', start, chosen.length);
    await job.pause();
  }
  const heldOut = dataset.indices('validation').subarray(0, largestCalibration);
  const judged = await judge(bench, dataset.gatherPixels('validation', heldOut));
  fillUnknown(judged.pixels, judged.reconstructions, dataset.gatherMask('validation', heldOut));
  return new AnomalyScorer(concatenate(latents), bench.autoencoder.latentDim, judged, !dataset.isTable);
}

async function judge(bench: Bench, pixels: Float32Array): Promise<Judged> {
  const latents = await encode(bench, pixels);
  const { data: reconstructions } = await bench.inference.decode(latents);
  return { pixels, reconstructions, latents: latents.data };
}

function encode({ autoencoder, data: { dataset }, inference }: Bench, pixels: Float32Array) {
  return inference.encode({
    data: pixels,
    shape: [pixels.length / dataset.pixels, ...autoencoder.imageShape],
  });
}

function concatenate(parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((offset, part) => {
    whole.set(part, offset);
    return offset + part.length;
  }, 0);
  return whole;
}

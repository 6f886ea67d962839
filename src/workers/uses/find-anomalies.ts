import { measureRoc, orderByScore } from '../../engine/analysis/index.ts';
import { drawStrangers } from '../../engine/datasets/index.ts';
import { imageRmse } from '../../engine/training/index.ts';
import type { Bench } from '../bench.ts';
import type { AnomalyReport, AnomalyRequest } from './anomaly-report.ts';
import { fitAnomalyScorer, judgeImages } from './fit-anomaly-scorer.ts';
import type { UseJob } from './use-job.ts';

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
  const scorer = await fitAnomalyScorer(bench, job);
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
    // Strangers have no gaps.
    const mask = dataset.gatherMask(split, indices.subarray(start, Math.min(end, indices.length)));
    const { pixels, reconstructions, signs } = await judgeImages(bench, read(start, end), mask);
    scores.set(scorer.score(signs, request.score), start);
    rmse.set(imageRmse(pixels, reconstructions, dataset.pixels), start);
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
  const worst = await judgeImages(
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

function concatenate(parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((offset, part) => {
    whole.set(part, offset);
    return offset + part.length;
  }, 0);
  return whole;
}

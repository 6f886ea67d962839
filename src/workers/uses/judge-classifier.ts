import type { Bench } from '../bench.ts';
import type { ClassifierReport, ClassifierRequest } from './classifier-report.ts';
import type { UseJob } from './use-job.ts';

/** Images at once. */
const batchSize = 500;
const mostMistakes = 200;

/** Has a model's classifier name all test images. Throws a `TypeError` where model or data have no classes. */
export async function judgeClassifier(
  { data: { dataset }, inference, trainer }: Bench,
  { mistakes }: ClassifierRequest,
  job: UseJob,
): Promise<ClassifierReport> {
  if (!(Number.isInteger(mistakes) && mistakes >= 0 && mistakes <= mostMistakes)) {
    throw new RangeError(`mistakes: expected an integer from 0 to ${mostMistakes}, found ${mistakes}`);
  }
  if (!dataset.hasLabels) throw new TypeError('labels: expected data with labels to classify, found none');
  const { step } = trainer;
  const indices = dataset.indices('test');
  const labels = dataset.gatherLabels('test', indices);
  const said = new Uint8Array(indices.length);
  const sure = new Float32Array(indices.length);
  for (let start = 0; start < indices.length; start += batchSize) {
    const batch = indices.subarray(start, start + batchSize);
    const pixels = dataset.gatherPixels('test', batch);
    const latents = await inference.encode({ data: pixels, shape: [batch.length, ...dataset.imageShape] });
    const predictions = await inference.classify(latents);
    said.set(predictions.labels, start);
    sure.set(predictions.confidence, start);
    job.report('Classifying test images', start + batch.length, indices.length);
    await job.pause();
  }
  const classes = Math.max(...labels, ...said, ...dataset.classNames.keys()) + 1;
  const confusion = new Uint32Array(classes * classes);
  labels.forEach((label, row) => confusion[label * classes + said[row]]++);
  const wrong = Array.from(labels.keys()).filter((row) => said[row] !== labels[row]);
  const shown = wrong.sort((a, b) => sure[b] - sure[a] || a - b).slice(0, mistakes);
  const places = Uint32Array.from(shown, (row) => indices[row]);
  return {
    testImages: indices.length,
    accuracy: 1 - wrong.length / indices.length,
    confusion,
    mistakes: {
      indices: places,
      images: dataset.gatherImages('test', places),
      labels: Uint8Array.from(shown, (row) => labels[row]),
      predictions: Uint8Array.from(shown, (row) => said[row]),
      confidences: Float32Array.from(shown, (row) => sure[row]),
    },
    step,
  };
}

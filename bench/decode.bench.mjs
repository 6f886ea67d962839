/**
 * How soon the training worker decodes one latent vector while it trains, asked as the map asks: the next question when
 * the last is answered. Beside it the longest wait in steps of that training, counted by when steps ended.
 */
import { median, printTable } from './harness.mjs';

const CASES = [
  { preset: 'compact', dataset: 'mnist', questions: 150 },
  { preset: 'seed', dataset: 'mnist-sample', questions: 20 },
];

const quantile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];

async function measure(openPage, { preset, dataset, questions }) {
  const page = await openPage('dist/embed.html');
  const found = await page.evaluate(
    async (name, data, count, settleMs) => {
      document.querySelector('ae-dashboard').remove();
      const element = document.createElement('ae-dashboard');
      element.id = 'decode-bench';
      for (const [key, value] of Object.entries({ preset: name, dataset: data }))
        element.setAttribute(key, value);
      document.body.append(element);
      await element.ready;
      await element.reset();
      const latentDim = element.summary.latentDim;
      const training = element.train({ epochs: 1000 });
      let speed = 0;
      element.addEventListener('ae-batch-end', ({ detail }) => (speed = detail.imagesPerSecond));
      await new Promise((resolve) => element.addEventListener('ae-batch-end', resolve, { once: true }));
      // Past the first steps, in which everything is compiled, and PCA is fitted beside them, once.
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      const answersMs = [];
      for (let question = 0; question < count; question++) {
        const data = Float32Array.from({ length: latentDim }, (_, i) => Math.sin(question + i));
        const startMs = performance.now();
        await element.decode({ data, shape: [1, latentDim] });
        answersMs.push(performance.now() - startMs);
      }
      await element.stop();
      await training;
      return { answersMs, speed };
    },
    preset,
    dataset,
    questions,
    SETTLE_MS,
  );
  await page.close();
  return found;
}

const SETTLE_MS = 10_000;
const BATCHES = { compact: 128, seed: 256 };

export async function run({ openPage }) {
  const rows = [];
  for (const item of CASES) {
    const { answersMs, speed } = await measure(openPage, item);
    const stepMs = (1000 * BATCHES[item.preset]) / speed;
    rows.push({
      'while it trains': item.preset,
      'median ms': median(answersMs),
      'p95 ms': quantile(answersMs, 0.95),
      'max ms': Math.max(...answersMs),
      'step ms': stepMs,
      'p95 in steps': quantile(answersMs, 0.95) / stepMs,
      answers: answersMs.length,
    });
  }
  printTable('Decoding one latent vector during training', rows);
  return { rows };
}

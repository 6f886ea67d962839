/** Encoding the test split with the seed model, against forward and backward of as many images. */
import { barRow, compare, printTable } from './harness.mjs';
import { startContender } from './contenders.mjs';

const IMAGES = 10_000;
const BATCH = 256;
const BAR = 0.33;

export async function run({ openPage }) {
  const page = await openPage();
  const seed = { preset: 'seed', threads: 2 };
  const contenders = [
    await startContender(page, 'encode 10,000', { kind: 'encoding', images: IMAGES, ...seed }),
    await startContender(page, 'step', { kind: 'step', batch: BATCH, ...seed }),
  ];
  contenders[1].perRound = 5;
  const [encoding, step] = await compare(contenders, { rounds: 4, perRound: 1, warmups: 1 });
  await page.close();
  const stepsMs = (step.medianMs * IMAGES) / BATCH;
  const ratio = encoding.medianMs / stepsMs;
  const ratioOfBest = (encoding.minMs * BATCH) / (step.minMs * IMAGES);
  printTable('Encoding with seed, 2 threads', [
    barRow(`10,000 images, s`, encoding.medianMs / 1000, '', undefined),
    barRow(`forward and backward of as many (steps of ${BATCH}), s`, stepsMs / 1000, '', undefined),
    barRow('ratio', ratio, `≤ ${BAR}`, ratio <= BAR),
    barRow('ratio of the best runs', ratioOfBest, '', undefined),
  ]);
  return { encodingMs: encoding.medianMs, stepsMs, ratio, ratioOfBest };
}

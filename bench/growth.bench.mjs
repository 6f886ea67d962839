/** How a step grows with the batch: time per image, and the WASM memory that it needs at most. */
import { barRow, compare, printTable } from './harness.mjs';
import { startContender } from './contenders.mjs';

const BATCHES = [32, 64, 128, 256, 512];
/** Images of a round, so that every batch has its share of each minute. */
const ROUND_IMAGES = 512;
const FLAT = 1.25;
const MEMORY_BATCH = 256;
const MEMORY_GIB = 1.5;

export async function run({ openPage }) {
  const page = await openPage();
  const contenders = [];
  for (const batch of BATCHES) {
    const options = { kind: 'step', preset: 'seed', batch, threads: 2 };
    const contender = await startContender(page, `batch ${batch}`, options);
    contender.perRound = ROUND_IMAGES / batch;
    contenders.push(contender);
  }
  const times = await compare(contenders, { rounds: 3, warmups: 2 });
  const rows = BATCHES.map((batch, index) => ({
    batch,
    stepMs: times[index].medianMs,
    msPerImage: times[index].medianMs / batch,
    memoryGiB: contenders[index].memoryBytes / 2 ** 30,
  }));
  await page.close();
  printTable(
    'A step of seed as its batch grows, 2 threads',
    rows.map(({ batch, stepMs, msPerImage, memoryGiB }) => ({
      batch,
      'median ms': stepMs,
      'ms an image': msPerImage,
      'WASM memory, GiB': memoryGiB,
    })),
  );
  const perImage = rows.map(({ msPerImage }) => msPerImage);
  const spread = Math.max(...perImage) / Math.min(...perImage);
  const { memoryGiB } = rows.find(({ batch }) => batch === MEMORY_BATCH);
  printTable('Against the bars', [
    barRow('slowest ÷ fastest ms an image', spread, `≤ ${FLAT}`, spread <= FLAT),
    barRow(
      `WASM memory at batch ${MEMORY_BATCH}, GiB`,
      memoryGiB,
      `≤ ${MEMORY_GIB}`,
      memoryGiB <= MEMORY_GIB,
    ),
  ]);
  return { rows, spread };
}

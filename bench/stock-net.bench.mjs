/** What the kernels alone give a program of tfjs: the classifier of tfjs' MNIST example, trained by tfjs' own means. */
import { compare, printTable } from './harness.mjs';
import { startContender } from './contenders.mjs';

const BATCH = 64;

export async function run({ openPage }) {
  const page = await openPage();
  const net = (name, backend, threads) =>
    startContender(page, name, { kind: 'stock-net', backend, batch: BATCH, threads });
  const contenders = [
    await net('wasm with our kernels, 2 threads', 'wasm', 2),
    await net('wasm with our kernels, 1 thread', 'wasm', 1),
    await net('stock cpu', 'cpu', 1),
  ];
  for (const contender of contenders.slice(0, 2)) contender.perRound = 20;
  const results = await compare(contenders, { rounds: 3, perRound: 1, warmups: 3 });
  await page.close();
  printTable(
    `One step of a stock tfjs conv net, batch ${BATCH}`,
    results.map(({ name, medianMs, runs }) => ({
      backend: name,
      'median ms': medianMs,
      runs,
      'times as fast as stock': results.at(-1).medianMs / medianMs,
    })),
  );
  return { batch: BATCH, results };
}

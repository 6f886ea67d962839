/**
 * Each convolution of the seed model in each direction, against the micro-kernel's peak in the same minutes; and what
 * is left of a step without its two large ones.
 */
import { barRow, compare, printTable } from './harness.mjs';
import { startContender } from './contenders.mjs';

const BATCH = 256;
const DIRECTIONS = ['forward', 'inputGradient', 'filterGradient'];
const SHAPES = ['1→64, 28×28', '64→128, 28×28', '128→256, 14×14'];

/** Of the convolutions on 64 channels and more: GFLOP/s on two threads, and their share of a step. */
const BARS = { gflops: 220, otherShare: 0.3 };

const gflops = (flop, ms) => flop / ms / 1e6;

export async function run({ openPage }) {
  const rows = [];
  for (const [shape, title] of SHAPES.entries()) {
    for (const direction of DIRECTIONS) {
      const page = await openPage();
      const conv = (threads) => ({ kind: 'convolution', shape, direction, batch: BATCH, threads });
      const contenders = [
        await startContender(page, 'peak', { kind: 'peak' }),
        await startContender(page, '1 thread', conv(1)),
        await startContender(page, '2 threads', conv(2)),
      ];
      const times = await compare(contenders, { rounds: 4, perRound: 2, warmups: 1 });
      await page.close();
      const [peak, one, two] = times.map(({ medianMs }, index) => gflops(contenders[index].flop, medianMs));
      rows.push({
        'convolution, batch 256': `${title} ${direction}`,
        '2 threads ms': times[2].medianMs,
        'GFLOP/s, 1 thread': one,
        'GFLOP/s, 2 threads': two,
        'micro-kernel GFLOP/s': peak,
        '% of 2 × peak': (100 * two) / (2 * peak),
      });
    }
  }
  printTable('Convolutions (GFLOP counted the direct way)', rows);

  const page = await openPage();
  const step = await startContender(page, 'step', { kind: 'step', preset: 'seed', batch: BATCH, threads: 2 });
  const [{ medianMs: stepMs }] = await compare([step], { rounds: 1, perRound: 6, warmups: 2 });
  await page.close();
  const large = rows.slice(DIRECTIONS.length);
  const slowest = Math.min(...large.map((row) => row['GFLOP/s, 2 threads']));
  const otherShare = 1 - large.reduce((sum, row) => sum + row['2 threads ms'], 0) / stepMs;
  printTable('Against the bars', [
    barRow('slowest of the large ones, GFLOP/s', slowest, `≥ ${BARS.gflops}`, slowest >= BARS.gflops),
    barRow(
      'share of a seed step outside of them',
      otherShare,
      `≤ ${BARS.otherShare}`,
      otherShare <= BARS.otherShare,
    ),
  ]);
  return { rows, stepMs, otherShare };
}

/** Products of matrices that fit the caches, against the micro-kernel's peak in the same minutes. */
import { barRow, compare, printTable } from './harness.mjs';
import { startContender } from './contenders.mjs';

/** In share of the peak, which we want of the best size. */
const BAR = 0.85;
const SIZES = [
  { m: 384, n: 128, k: 640 },
  { m: 768, n: 256, k: 384 },
  { m: 1536, n: 256, k: 256 },
  { m: 1536, n: 512, k: 512 },
];

const gflops = (flop, ms) => flop / ms / 1e6;

export async function run({ openPage }) {
  const rows = [];
  for (const size of SIZES) {
    const page = await openPage();
    const product = (threads) => ({ kind: 'product', ...size, threads });
    const contenders = [
      await startContender(page, 'peak', { kind: 'peak' }),
      await startContender(page, '1 thread', product(1)),
      await startContender(page, '2 threads', product(2)),
    ];
    for (const contender of contenders.slice(1)) contender.perRound = 40;
    const times = await compare(contenders, { rounds: 5, perRound: 2, warmups: 20 });
    await page.close();
    const [peak, one, two] = times.map(({ medianMs }, index) => gflops(contenders[index].flop, medianMs));
    rows.push({ ...size, peak, one, two, ofPeak: one / peak, ofTwoPeaks: two / (2 * peak) });
  }
  printTable(
    'Products of matrices',
    rows.map(({ m, n, k, peak, one, two, ofPeak, ofTwoPeaks }) => ({
      'm × n × k': `${m} × ${n} × ${k}`,
      'GFLOP/s, 1 thread': one,
      'GFLOP/s, 2 threads': two,
      'micro-kernel GFLOP/s': peak,
      '1 thread, % of peak': 100 * ofPeak,
      '2 threads, % of 2 × peak': 100 * ofTwoPeaks,
    })),
  );
  const best = Math.max(...rows.map(({ ofPeak }) => ofPeak));
  printTable('Against the bar', [
    barRow('a product that fits the caches ÷ peak, 1 thread', best, `≥ ${BAR}`, best >= BAR),
  ]);
  return { rows };
}

/** Whole training steps: ours with one and two threads, PyTorch and stock tfjs beside them. */
import { compare, printTable } from './harness.mjs';
import { findPyTorch, startContender, startPyTorch } from './contenders.mjs';

const STOCK_BATCH = 1;

async function comparePreset(openPage, { preset, batch, rounds, python }) {
  const page = await openPage();
  const step = (threads, more = {}) => ({ kind: 'step', preset, batch, threads, ...more });
  const contenders = [
    await startContender(page, `ours, 2 threads`, step(2)),
    await startContender(page, 'ours, 1 thread', step(1)),
    await startContender(page, 'ours, 2 threads, no relaxed SIMD', step(2, { deterministic: true })),
  ];
  if (python) {
    contenders.push(startPyTorch('PyTorch, 2 threads', { python, threads: 2, batch }));
    contenders.push(startPyTorch('PyTorch, 1 thread', { python, threads: 1, batch }));
  }
  const results = await compare(contenders, { rounds, perRound: 2, warmups: 1 });
  await Promise.all(contenders.map((contender) => contender.stop()));

  const stock = await startContender(page, `stock tfjs cpu, scaled from batch ${STOCK_BATCH}`, {
    kind: 'stock-step',
    preset,
    batch: STOCK_BATCH,
  });
  const [stockResult] = await compare([stock], { rounds: 1, perRound: 1, warmups: 0 });
  await page.close();
  const scale = batch / STOCK_BATCH;
  results.push({
    ...stockResult,
    medianMs: stockResult.medianMs * scale,
    minMs: stockResult.minMs * scale,
    maxMs: stockResult.maxMs * scale,
  });

  const rows = results.map(({ name, medianMs, minMs, maxMs, runs }) => ({
    [`${preset}, batch ${batch}`]: name,
    'median ms': medianMs,
    'min ms': minMs,
    'max ms': maxMs,
    runs,
    'images/s': (batch / medianMs) * 1000,
    'ours ÷ this': results[0].medianMs / medianMs,
  }));
  printTable(`One training step of ${preset}`, rows);
  return { preset, batch, results };
}

async function profilePreset(openPage, { preset, batch }) {
  const page = await openPage();
  const contender = await startContender(page, 'ours', { kind: 'step', preset, batch, threads: 2 });
  await contender.run(2);
  const kernels = await contender.profile();
  await page.close();
  const totalMs = kernels.reduce((sum, { ms }) => sum + ms, 0);
  const rows = kernels
    .filter(({ ms }) => ms >= totalMs / 1000)
    .map(({ kernel, calls, ms, bytes }) => ({
      kernel,
      calls,
      ms,
      'share %': (100 * ms) / totalMs,
      'GB/s': bytes > 0 ? bytes / 1e6 / ms : null,
    }));
  printTable(`Kernels of one step of ${preset}, batch ${batch}, 2 threads: ${totalMs.toFixed(0)} ms`, rows);
  return { preset, batch, kernels };
}

const PRESETS = [
  { preset: 'seed', batch: 256, rounds: 3, hasAnchor: true },
  { preset: 'compact', batch: 128, rounds: 8, hasAnchor: false },
];

export async function run({ openPage, profile }) {
  if (profile) {
    const profiles = [];
    for (const preset of PRESETS) profiles.push(await profilePreset(openPage, preset));
    return { profiles };
  }
  const python = findPyTorch();
  if (!python) console.log('python3 has no torch: no anchor (Debian: apt-get install python3-torch)');
  const comparisons = [];
  for (const { hasAnchor, ...preset } of PRESETS) {
    comparisons.push(await comparePreset(openPage, { ...preset, python: hasAnchor ? python : undefined }));
  }
  return { comparisons };
}

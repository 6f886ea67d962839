/** Whole training steps: ours with one and two threads; PyTorch, stock tfjs and jax-js beside them. */
import { barRow, compare, printTable } from './harness.mjs';
import { findPyTorch, startContender, startPyTorch } from './contenders.mjs';

/** For those who would take minutes for a batch. */
const SLOW_BATCH = 1;
const NAMES = {
  two: 'ours, 2 threads',
  one: 'ours, 1 thread',
  plain: 'ours, 2 threads, no relaxed SIMD',
  torch: 'PyTorch, 2 threads',
  torchOne: 'PyTorch, 1 thread',
  torchAsInstalled: 'PyTorch as installed, 2 threads',
  stock: `stock tfjs cpu, scaled from batch ${SLOW_BATCH}`,
  jax: `jax-js wasm, scaled from batch ${SLOW_BATCH}`,
};

async function comparePreset(openPage, { preset, batch, rounds, python, slow }) {
  const page = await openPage();
  const step = (name, threads, more = {}) =>
    startContender(page, name, { kind: 'step', preset, batch, threads, ...more });
  const contenders = [
    await step(NAMES.two, 2),
    await step(NAMES.one, 1),
    await step(NAMES.plain, 2, { deterministic: true }),
  ];
  if (python) {
    contenders.push(startPyTorch(NAMES.torch, { python, threads: 2, batch }));
    contenders.push(startPyTorch(NAMES.torchOne, { python, threads: 1, batch }));
    const asInstalled = startPyTorch(NAMES.torchAsInstalled, { python, threads: 2, batch, pinned: false });
    contenders.push({ ...asInstalled, perRound: 1 });
  }
  const results = await compare(contenders, { rounds, perRound: 2, warmups: 1 });
  await Promise.all(contenders.map((contender) => contender.stop()));
  for (const kind of slow) results.push(await measureSlow(page, { kind, preset, batch }));
  await page.close();

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
  if (python) printBars(results);
  return { preset, batch, results };
}

/** One step of a contender far slower than the others, as if a batch took as long as its images one by one. */
async function measureSlow(page, { kind, preset, batch }) {
  const name = kind === 'jax-step' ? NAMES.jax : NAMES.stock;
  const contender = await startContender(page, name, { kind, preset, batch: SLOW_BATCH });
  const warmups = kind === 'jax-step' ? 1 : 0; // compiles
  const [result] = await compare([contender], { rounds: 1, perRound: 1, warmups });
  await contender.stop();
  const scale = batch / SLOW_BATCH;
  const { medianMs, minMs, maxMs } = result;
  return { ...result, medianMs: medianMs * scale, minMs: minMs * scale, maxMs: maxMs * scale };
}

/** Ratios of medians, and of best times, which tell more where a machine is not quiet. */
function printBars(results) {
  const find = (name) => results.find((result) => result.name === name);
  const bar = (what, over, under, limit, isMost) => {
    const [a, b] = [find(over), find(under)];
    const sign = isMost ? '≤' : '≥';
    if (!a || !b) return barRow(what, 'not measured', `${sign} ${limit}`, undefined);
    const ratio = a.medianMs / b.medianMs;
    const found = `${ratio.toFixed(2)} (best: ${(a.minMs / b.minMs).toFixed(2)})`;
    return barRow(what, found, `${sign} ${limit}`, isMost ? ratio <= limit : ratio >= limit);
  };
  printTable('Against the bars', [
    bar('ours ÷ PyTorch', NAMES.two, NAMES.torch, 1, true),
    bar('ours ÷ PyTorch as installed', NAMES.two, NAMES.torchAsInstalled, 0.25, true),
    bar('1 thread ÷ 2 threads', NAMES.one, NAMES.two, 1.8, false),
    bar('without relaxed SIMD ÷ with', NAMES.plain, NAMES.two, 1.3, true),
  ]);
}

async function profilePreset(openPage, { preset, batch }) {
  const page = await openPage();
  const profiles = [];
  for (const threads of [1, 2]) {
    const contender = await startContender(page, 'ours', { kind: 'step', preset, batch, threads });
    await contender.run(4);
    profiles.push(await contender.profile());
    await contender.stop();
  }
  await page.close();
  const [one, two] = profiles;
  const totalMs = two.reduce((sum, { ms }) => sum + ms, 0);
  const rows = two
    .filter(({ ms }) => ms >= totalMs / 1000)
    .map(({ kernel, calls, ms, bytes }) => {
      const oneMs = one.find((entry) => entry.kernel === kernel)?.ms;
      return {
        kernel,
        calls,
        ms,
        'share %': (100 * ms) / totalMs,
        'GB/s': bytes > 0 ? bytes / 1e6 / ms : null,
        '1 thread ÷ 2': oneMs / ms,
      };
    });
  printTable(`Kernels of one step of ${preset}, batch ${batch}, 2 threads: ${totalMs.toFixed(0)} ms`, rows);
  return { preset, batch, kernels: two, kernelsOfOneThread: one };
}

const PRESETS = [
  { preset: 'seed', batch: 256, rounds: 3, hasAnchor: true, slow: ['stock-step', 'jax-step'] },
  { preset: 'compact', batch: 128, rounds: 8, hasAnchor: false, slow: ['stock-step'] },
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

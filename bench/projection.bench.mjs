/** The latent map on the codes of a trained `compact`: neighbours, layouts, their quality, and training beside them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, printTable } from './harness.mjs';

const TRAINED_EPOCHS = 5;
const RECALL_QUERIES = 1000;
const ROUNDS = { rounds: 4, roundMs: 6000 };

/** umap-learn's own time and quality, and that of our points and umap-js's; undefined without it. */
function measureQuality({ data, labels, dimensions }, layouts) {
  const script = fileURLToPath(new URL('anchor/umap_quality.py', import.meta.url));
  const pythons = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3'];
  const python = pythons.find(
    (candidate) => spawnSync(candidate, ['-c', 'import umap, sklearn']).status === 0,
  );
  if (!python) {
    console.log(
      'python3 has no umap: no anchor, no quality (Debian: apt-get install umap-learn python3-sklearn)',
    );
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ae-projection-'));
  const file = (name, values) => {
    writeFileSync(join(folder, name), values);
    return join(folder, name);
  };
  const codes = file('codes.f32', Float32Array.from(data));
  const classes = file('labels.u8', Uint8Array.from(labels));
  const ask = (...more) => {
    const { stdout, stderr } = spawnSync(python, [script, codes, String(dimensions), classes, ...more]);
    const text = stdout.toString();
    const scores = /trustworthiness\(15\) (\S+), .*accuracy (\S+)/.exec(text);
    if (!scores) {
      console.error(`no scores from ${script}:\n${stderr.toString()}`);
      return { trustworthiness: NaN, accuracy: NaN, ms: NaN };
    }
    const [, trustworthiness, accuracy] = scores;
    return {
      trustworthiness: Number(trustworthiness),
      accuracy: Number(accuracy),
      ms: 1000 * Number(/: (\S+) s for/.exec(text)?.[1] ?? NaN),
    };
  };
  try {
    const quality = { 'umap-learn': ask() };
    for (const [name, points] of Object.entries(layouts))
      quality[name] = ask(file('points.f32', Float32Array.from(points)));
    return quality;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runUmapJs(page) {
  return page.evaluate(() => {
    const { data, dimensions } = globalThis.projectionBench.codes();
    return new Promise((resolve, reject) => {
      const worker = new Worker('/build/bench/umap-js.worker.js');
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data: { points, ...times } }) => {
        worker.terminate();
        resolve({ ...times, points: [...points] });
      };
      worker.postMessage({ data: Float32Array.from(data), dimensions });
    });
  });
}

export async function run({ openPage }) {
  const page = await openPage();
  await page.addScriptTag({ url: '/build/bench/projection-page.js' });
  const ask = (name, ...args) =>
    page.evaluate((method, given) => globalThis.projectionBench[method](...given), name, args);

  console.log(`training compact for ${TRAINED_EPOCHS} epochs …`);
  const { testRmse } = await ask('prepare', TRAINED_EPOCHS);
  const times = {};
  const layouts = {};
  for (const threads of [1, 2]) {
    await ask('startProjection', threads);
    await ask('findNearest', false, 3);
    times[threads] = {
      nearest: median(await ask('findNearest', false, 7)),
      whole: median(await ask('project', false, 3)),
    };
    layouts[threads] = await ask('layOut');
  }
  const isSame = layouts[1].points.join() === layouts[2].points.join();
  const recall = await ask('measureRecall', RECALL_QUERIES);
  const [nearestMany] = await ask('findNearest', true, 1);
  const [wholeMany] = await ask('project', true, 1);
  const beside = await ask('trainBeside', ROUNDS);
  const umapJs = await runUmapJs(page);
  const codes = await ask('codes');
  await page.close();
  const quality = measureQuality(codes, { ours: layouts[2].points, 'umap-js': umapJs.points });

  const stepTimeRatio = median(beside.alone) / median(beside.beside);
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  const score = (name, key) => (quality ? quality[name][key].toFixed(4) : '–');
  const anchors = (js, learn) => `umap-js ${js}${quality ? `, umap-learn ${learn}` : ''}`;
  const row = (what, ours, bar, anchor) => ({ what, ours, bar, anchor });
  printTable(`The latent map of compact's codes (49-d, test RMSE ${testRmse.toFixed(4)})`, [
    row(
      'neighbours of 10,000, k = 15, 2 threads',
      seconds(times[2].nearest),
      '≤ 0.4 s',
      `umap-js ${seconds(umapJs.prepareMs)}`,
    ),
    row('the same, 1 thread', seconds(times[1].nearest), '', ''),
    row('recall', recall.toFixed(4), '1.0', ''),
    row(
      '10,000 codes to finished layout, 200 epochs',
      seconds(times[2].whole),
      '≤ 5 s',
      anchors(seconds(umapJs.prepareMs + umapJs.epochsMs), seconds(quality?.['umap-learn'].ms)),
    ),
    row('neighbours of 60,000', seconds(nearestMany), '≤ 12 s', ''),
    row('60,000 codes to finished layout', seconds(wholeMany), '≤ 60 s', ''),
    row(
      'trustworthiness(15)',
      score('ours', 'trustworthiness'),
      '≥ umap-learn − 0.003',
      anchors(score('umap-js', 'trustworthiness'), score('umap-learn', 'trustworthiness')),
    ),
    row(
      '2-D kNN(100) accuracy',
      score('ours', 'accuracy'),
      '≥ umap-learn − 0.005',
      anchors(score('umap-js', 'accuracy'), score('umap-learn', 'accuracy')),
    ),
    row('same points with 1 and 2 threads', isSame ? 'yes' : 'NO', 'yes', ''),
    row(
      `training while the page's map of ${beside.count} keeps up with it: step time`,
      `+${(100 * (stepTimeRatio - 1)).toFixed(0)} %`,
      '≤ +35 %',
      '',
    ),
    row('longest that this map stood still', seconds(beside.longestGapMs), '≤ 1 s', ''),
  ]);
  return {
    testRmse,
    times,
    recall,
    isSame,
    many: { nearestMs: nearestMany, wholeMs: wholeMany },
    umapJs: { prepareMs: umapJs.prepareMs, epochsMs: umapJs.epochsMs },
    quality,
    beside: { ...beside, stepTimeRatio },
  };
}

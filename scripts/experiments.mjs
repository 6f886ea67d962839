/**
 * Runs the experiments of bench/experiments in Chromium: `npm run experiments -- [name …] [--json FILE] [--verbose]`, all
 * without names. They take minutes each. With `--json` the figures go to a file as well, with seed, time and machine.
 */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { buildAll, bundleOptions } from './build.mjs';
import { CHROME_ARGS, findChrome } from './find-chrome.mjs';
import { createStaticServer, listen } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const HOURS_MS = 3_600_000 * 10;

/** ✓ or ✗ where there is a bar. */
function judge({ value, bar }) {
  if (!bar) return ['', ''];
  if ('atLeast' in bar) return [value >= bar.atLeast ? '✓' : '✗', `≥ ${bar.atLeast}`];
  return [value <= bar.atMost ? '✓' : '✗', `≤ ${bar.atMost}`];
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, verbose: { type: 'boolean', default: false } },
  });
  await buildAll();
  await build({
    ...bundleOptions,
    entryPoints: { experiments: 'bench/experiments/index.ts' },
    outdir: 'build/bench',
    format: 'iife',
    define: { 'import.meta.url': 'self.location.href' },
  });
  const server = createStaticServer({ folder: root.replace(/[/\\]$/, '') });
  const port = await listen(server, 0);
  const browser = await puppeteer.launch({
    executablePath: findChrome(),
    args: CHROME_ARGS,
    protocolTimeout: HOURS_MS,
  });
  try {
    const page = await browser.newPage();
    if (values.verbose) page.on('console', (message) => console.log(message.text()));
    await page.goto(`http://localhost:${port}/bench/page/blank.html`);
    await page.addScriptTag({ url: '/build/bench/experiments.js' });
    const known = await page.evaluate(() => globalThis.experiments.names);
    const unknown = positionals.filter((name) => !known.includes(name));
    if (unknown.length > 0)
      throw new RangeError(`expected experiments among ${known.join(', ')}, found ${unknown.join(', ')}`);
    const results = {
      date: new Date().toISOString(),
      machine: {
        cpu: cpus()[0].model,
        cores: cpus().length,
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        browser: await browser.version(),
      },
      seed: 0,
      experiments: {},
    };
    for (const name of positionals.length > 0 ? positionals : known) {
      const startMs = performance.now();
      const figures = await page.evaluate(
        (chosen, baseUrl) => globalThis.experiments.run(chosen, baseUrl),
        name,
        `http://localhost:${port}/dist/`,
      );
      const elapsedS = Math.round((performance.now() - startMs) / 1000);
      results.experiments[name] = { elapsedS, figures };
      console.log(`\n${name}, ${elapsedS} s`);
      for (const figure of figures) {
        const [mark, bar] = judge(figure);
        console.log(
          `  ${mark.padEnd(1)} ${figure.name}: ${figure.value.toFixed(4)} ${bar} ${figure.note ?? ''}`,
        );
      }
      if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
    }
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

await main();

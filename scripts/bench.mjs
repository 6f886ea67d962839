/**
 * Runs benchmarks in Chromium: `npm run bench -- [name …] [--json FILE] [--profile]`, all of bench/*.bench.mjs without
 * names. `--profile` prints the kernels of one training step instead. With `--json` all figures go to a file as well.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { buildAll, bundleOptions } from './build.mjs';
import { CHROME_ARGS, findChrome } from './find-chrome.mjs';
import { createStaticServer, listen } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const HOURS_MS = 3_600_000;

/** The page's side of the benchmarks, into build/bench. */
async function bundleBench() {
  await mkdir(`${root}build/bench`, { recursive: true });
  await build({
    ...bundleOptions,
    entryPoints: {
      'contender.worker': 'bench/page/contender.worker.ts',
      'projection-page': 'bench/page/projection-page.ts',
      'umap-js.worker': 'bench/page/umap-js.worker.ts',
    },
    outdir: 'build/bench',
    format: 'iife',
    define: { 'import.meta.url': 'self.location.href' },
  });
  const { error, stderr } = await asc.main([
    ...[
      'bench/assembly/micro-kernel-peak.ts',
      '--baseDir',
      root,
      '--outFile',
      'build/bench/micro-kernel-peak.wasm',
    ],
    ...['--runtime', 'stub', '--noAssert', '--importMemory', '--initialMemory', '2', '-O3'],
    ...['--enable', 'simd,threads,relaxed-simd', '--use', 'RELAXED=1', '--use', 'SHARED=0'],
  ]);
  if (error) throw new Error(`the micro-kernel's benchmark does not compile:\n${stderr.toString()}`);
}

function describeMachine(browserVersion) {
  const [{ model }] = cpus();
  return {
    date: new Date().toISOString(),
    cpu: model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    browser: browserVersion,
  };
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, profile: { type: 'boolean', default: false } },
  });
  const known = readdirSync(`${root}bench`)
    .filter((name) => name.endsWith('.bench.mjs'))
    .map((name) => name.replace('.bench.mjs', ''));
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new RangeError(`expected benchmarks among ${known.join(', ')}, found ${unknown.join(', ')}`);
  const names = positionals.length > 0 ? positionals : values.profile ? ['steps'] : known;

  await buildAll();
  await bundleBench();
  const server = createStaticServer({ folder: root.replace(/[/\\]$/, '') });
  const port = await listen(server, 0);
  const browser = await puppeteer.launch({
    executablePath: findChrome(),
    args: CHROME_ARGS,
    protocolTimeout: HOURS_MS,
  });
  try {
    const machine = describeMachine(await browser.version());
    console.log(`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.browser}`);
    const openPage = async (path = 'bench/page/blank.html') => {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(`page: ${error.message}`));
      await page.goto(`http://localhost:${port}/${path}`);
      return page;
    };
    const results = { machine };
    for (const name of names) {
      const { run } = await import(`../bench/${name}.bench.mjs`);
      results[name] = await run({ openPage, profile: values.profile });
    }
    if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

await main();

/**
 * Runs the tests: `node scripts/test.mjs [file …]`, all of them without arguments; `node scripts/build.mjs` comes first.
 *
 * Browser tests (`*.test.ts`) run in Chromium, on pages with threads and on pages without; the file's name says where:
 *   name.test.ts        isolated page: shared memory, threads
 *   name.plain.test.ts  plain page, as most web hosts serve it: one thread
 *   name.both.test.ts   both
 * Tests of scripts (`*.test.mjs`) run in Node. The last line is `N passed, N failed` over everything.
 *
 * In test bundles `import.meta.url` is that of /dist/ae-dashboard.js: workers, wasm and data are those of the build.
 */
import { readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startTestRunner } from '@web/test-runner';
import { build } from 'esbuild';
import { testRunnerConfig } from '../web-test-runner.config.mjs';
import { bundleOptions } from './build.mjs';
import { createReporter } from './test-reporter.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// One folder a run, so that runs at the same time do not mix their chunks.
const bundleFolder = join(root, 'build', `test-${process.pid}`);

function findTests() {
  return readdirSync(join(root, 'test'), { recursive: true }).map((path) => join(root, 'test', path));
}

async function bundleTests(files) {
  // Workers that tests start; test/helpers/kernel-lab.ts finds them beside the tests.
  const workerFiles = findTests().filter((path) => path.endsWith('.worker.ts'));
  await build({
    ...bundleOptions,
    entryPoints: [...files, ...workerFiles],
    outdir: bundleFolder,
    outbase: join(root, 'test'),
    format: 'esm',
    splitting: true,
    external: ['/__web-dev-server__*', '/dist/*'],
    define: { 'import.meta.url': 'globalThis.builtModuleUrl' },
    banner: { js: "globalThis.builtModuleUrl = new URL('/dist/ae-dashboard.js', location.href).href;" },
  });
}

async function findFreePort() {
  const server = createServer();
  await new Promise((resolvePort) => server.listen(0, 'localhost', resolvePort));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Runs bundled files in one world and adds what happened to `totals`. */
async function runInBrowser(files, isolated, totals) {
  const world = isolated ? 'isolated page' : 'plain page';
  const bundled = files.map((path) =>
    join(bundleFolder, relative(join(root, 'test'), path)).replace(/\.ts$/, '.js'),
  );
  const sourceOf = (path) => join('test', relative(bundleFolder, path)).replace(/\.js$/, '.ts');
  const config = testRunnerConfig({
    files: bundled,
    isolated,
    port: await findFreePort(),
    reporter: createReporter(world, sourceOf, totals),
  });
  const runner = await startTestRunner({
    config,
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) throw new Error(`the test runner did not start on the ${world}`);
  await new Promise((stopped) => runner.on('stopped', stopped));
}

async function runInNode(files, totals) {
  console.log(`\nNode: ${files.length} files`);
  const isOfFile = (data) => data.file !== undefined && data.name === data.file;
  const events = run({ files, concurrency: 1 });
  events.on('test:pass', (data) => {
    if (data.details.type !== 'suite' && !isOfFile(data) && !data.skip) totals.passed++;
  });
  events.on('test:fail', (data) => {
    if (data.details.type === 'suite') return;
    const cause = data.details.error?.cause ?? data.details.error;
    totals.failures.push(`Node: ${data.name}: ${cause?.stack ?? cause}`);
  });
  events.on('test:stderr', ({ message }) => process.stderr.write(message));
  for await (const _ of events);
}

async function main() {
  const chosen = process.argv.slice(2).map((path) => resolve(path));
  const files = (chosen.length > 0 ? chosen : findTests()).sort();
  const inBrowser = files.filter((path) => path.endsWith('.test.ts'));
  const inNode = files.filter((path) => path.endsWith('.test.mjs'));
  /** @type {{ passed: number, skipped: number, failures: string[] }} */
  const totals = { passed: 0, skipped: 0, failures: [] };

  if (inNode.length > 0) await runInNode(inNode, totals);
  if (inBrowser.length > 0) {
    await bundleTests(inBrowser);
    const isolated = inBrowser.filter((path) => !path.endsWith('.plain.test.ts'));
    const plain = inBrowser.filter((path) => /\.(plain|both)\.test\.ts$/.test(path));
    if (isolated.length > 0) await runInBrowser(isolated, true, totals);
    if (plain.length > 0) await runInBrowser(plain, false, totals);
  }

  if (totals.failures.length > 0)
    console.log(`\nFailed:\n${totals.failures.map((f) => `  ${f}`).join('\n')}`);
  if (totals.skipped > 0) console.log(`\n${totals.skipped} skipped`);
  if (totals.passed + totals.failures.length === 0) console.log('\nno tests were run');
  console.log(`\n${totals.passed} passed, ${totals.failures.length} failed`);
  return totals.failures.length === 0 && totals.passed > 0 ? 0 : 1;
}

let exitCode = 1;
try {
  exitCode = await main();
} catch (error) {
  console.error(error);
  console.log('\n0 passed, 1 failed');
} finally {
  rmSync(bundleFolder, { recursive: true, force: true });
}
process.exit(exitCode);

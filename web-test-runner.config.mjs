/**
 * How browser tests run. `scripts/test.mjs` bundles them and calls `testRunnerConfig` once for each world; see there.
 */
import { fileURLToPath } from 'node:url';
import { chromeLauncher } from '@web/test-runner-chrome';
import { CHROME_ARGS, findChrome } from './scripts/find-chrome.mjs';
import { ISOLATION_HEADERS } from './scripts/serve.mjs';

const MINUTE_MS = 60_000;

/**
 * @param {object} options
 * @param {string[]} options.files bundled test files
 * @param {boolean} options.isolated whether pages get the headers that allow shared memory, and so threads
 * @param {number} options.port a free port
 * @param {object} options.reporter a web-test-runner reporter
 */
export function testRunnerConfig({ files, isolated, port, reporter }) {
  return {
    rootDir: fileURLToPath(new URL('.', import.meta.url)),
    files,
    port,
    // One page at a time: tests with threads use all cores already, and a crowded machine makes timeouts.
    concurrency: 1,
    browsers: [chromeLauncher({ launchOptions: { executablePath: findChrome(), args: CHROME_ARGS } })],
    testFramework: { config: { ui: 'tdd', timeout: 2 * MINUTE_MS } },
    browserStartTimeout: MINUTE_MS,
    testsStartTimeout: 2 * MINUTE_MS,
    testsFinishTimeout: 10 * MINUTE_MS,
    filterBrowserLogs: ({ type }) => type === 'error',
    reporters: [reporter],
    staticLogging: true,
    middleware: [
      async (context, next) => {
        await next();
        if (isolated) context.set(ISOLATION_HEADERS);
      },
    ],
  };
}

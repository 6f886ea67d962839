/**
 * The page under load: how soon it is usable, and the longest task on its main thread while it loads, trains, projects
 * and is hovered. Tasks are read from Chromium's own trace; a task over 50 ms is one that a person can feel.
 */
import { printTable } from './harness.mjs';

const LONG_TASK_MS = 50;
const HOVER_STEPS = 200;

/** Runs `work` and finds the main thread's tasks meanwhile. */
async function traceTasks(page, name, work) {
  await page.tracing.start({
    categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'toplevel'],
  });
  const start = performance.now();
  await work();
  const tookMs = performance.now() - start;
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString('utf8'));
  // Chromium's own pages (its tab strip is one) have renderers too.
  const { frames } = traceEvents.find(({ name: event }) => event === 'TracingStartedInBrowser').args.data;
  const { processId } = frames.find(({ url }) => url.startsWith(new URL(page.url()).origin));
  const { pid, tid } = traceEvents.find(
    ({ name: event, args, pid: process }) =>
      event === 'thread_name' && args.name === 'CrRendererMain' && process === processId,
  );
  const isMain = (event) => event.pid === pid && event.tid === tid;
  const tasksMs = traceEvents
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && isMain(event))
    .map(({ dur }) => dur / 1000);
  return {
    phase: name,
    'took ms': tookMs,
    'longest task ms': Math.max(0, ...tasksMs),
    [`tasks over ${LONG_TASK_MS} ms`]: tasksMs.filter((ms) => ms > LONG_TASK_MS).length,
  };
}

async function hover(page) {
  const box = await page.evaluate(() => {
    const map = document.querySelector('ae-dashboard').shadowRoot.querySelector('ae-latent-map');
    map.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = map.getBoundingClientRect();
    return { x, y, width, height };
  });
  for (let step = 0; step < HOVER_STEPS; step++) {
    const angle = (step / HOVER_STEPS) * 12 * Math.PI;
    const radius = 0.4 * (step / HOVER_STEPS);
    await page.mouse.move(
      box.x + box.width * (0.5 + radius * Math.cos(angle)),
      box.y + box.height * (0.5 + radius * Math.sin(angle)),
    );
  }
}

const call = (page, method, ...args) =>
  page.evaluate(
    (name, given) =>
      document
        .querySelector('ae-dashboard')
        [name](...given)
        .then(() => {}),
    method,
    args,
  );

export async function run({ openPage }) {
  // The sample: what it takes to load 70,000 images is the network's affair.
  const page = await openPage('build/bench/blank.html');
  await page.setViewport({ width: 1440, height: 900 });
  const url = new URL('/dist/embed.html', page.url()).href;
  await page.evaluateOnNewDocument(() => {
    addEventListener('ae-ready', () => (globalThis.readyAtMs = performance.now()), { once: true });
    // Before the element is made: the page of embed.html would train by itself, on all of MNIST.
    new MutationObserver((_, observer) => {
      const dashboard = document.querySelector('ae-dashboard');
      if (!dashboard) return;
      observer.disconnect();
      dashboard.removeAttribute('autostart');
      dashboard.setAttribute('dataset', 'mnist-sample');
    }).observe(document, { childList: true, subtree: true });
  });
  const rows = [];
  rows.push(
    await traceTasks(page, 'open', async () => {
      await page.goto(url);
      await page.waitForFunction(() => globalThis.readyAtMs !== undefined);
    }),
  );
  const usableMs = await page.evaluate(() => globalThis.readyAtMs);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2000)));
  rows.push(await traceTasks(page, 'train an epoch', () => call(page, 'train', { epochs: 1 })));
  rows.push(await traceTasks(page, 'project', () => call(page, 'project', { method: 'umap' })));
  rows.push(await traceTasks(page, 'hover', () => hover(page)));
  rows.push(
    await traceTasks(page, 'train and hover', async () => {
      const training = call(page, 'train', { epochs: 1 });
      await hover(page);
      await training;
    }),
  );
  await page.close();
  printTable(`The page: usable after ${usableMs.toFixed(0)} ms (mnist-sample)`, rows);
  return { usableMs, rows };
}

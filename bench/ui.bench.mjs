/**
 * The page under load. How soon it is usable, with its data and without; the longest task on its main thread while it
 * opens, trains, lays out its map and is hovered (a task over 50 ms is one that a person can feel); how soon the card
 * answers the pointer; and the frames of a map of many points that is panned and zoomed while all cores train.
 */
import { median, printTable } from './harness.mjs';
import { drivePointMap, percentile } from './page/drive-point-map.mjs';
import { LONG_TASK_MS, traceMainThread } from './trace-main-thread.mjs';

const HOVER_STEPS = 200;
const OPENINGS = 5;
/** Chromium draws its own window when it has just been opened, on the same cores; a visitor has one already. */
const SETTLE_MS = 3000;
/** What an opening goes on with once it is usable: reconstructions, the first map, the figures of PCA. */
const FIRST_VIEWS_MS = 2000;
const MAP_SIZES = [10_000, 70_000];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens the page that has one tag in it as a first visit, without what an earlier one left in caches. */
async function openCold(browser, blankUrl, dataset) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`page: ${error.message}`));
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(blankUrl);
  await pause(SETTLE_MS);
  await page.evaluateOnNewDocument((name) => {
    globalThis.longTasksMs = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasksMs.push(duration);
    }).observe({ type: 'longtask', buffered: true });
    addEventListener('ae-ready', () => (globalThis.readyAtMs = performance.now()), { once: true });
    // Before the element is made: the page of embed.html would train by itself.
    new MutationObserver((_, observer) => {
      const dashboard = document.querySelector('ae-dashboard');
      if (!dashboard) return;
      observer.disconnect();
      dashboard.removeAttribute('autostart');
      dashboard.setAttribute('dataset', name);
    }).observe(document, { childList: true, subtree: true });
  }, dataset);
  const open = async () => {
    await page.goto(new URL('/dist/embed.html', blankUrl).href);
    await page.waitForFunction(() => globalThis.readyAtMs !== undefined, { polling: 50 });
    await pause(FIRST_VIEWS_MS);
  };
  return { page, open, close: () => context.close() };
}

/** When the page was usable, and when it would have been, had the data been there at once: they and the backend are waited for together. */
async function measureOpening(browser, blankUrl, dataset) {
  const { page, open, close } = await openCold(browser, blankUrl, dataset);
  await open();
  const opening = await page.evaluate(() => {
    const spanOf = (name) => performance.getEntriesByName(name)[0];
    const endOf = (name) => spanOf(name).startTime + spanOf(name).duration;
    const [backendMs, dataMs] = [endOf('ae-backend'), endOf('ae-data')];
    return {
      usableMs: globalThis.readyAtMs,
      withoutDataMs: globalThis.readyAtMs - Math.max(0, dataMs - backendMs),
      longestTaskMs: Math.max(0, ...globalThis.longTasksMs),
    };
  });
  await close();
  return opening;
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

/** Trains until the map that follows has been laid out. */
const trainToMap = (page) =>
  page.evaluate(async () => {
    const dashboard = document.querySelector('ae-dashboard');
    await dashboard.train({ epochs: 1 });
    await new Promise((resolve) => dashboard.addEventListener('ae-projection', resolve, { once: true }));
  });

async function measureTasks(page, open, dataset) {
  const rows = { tasks: [], answers: [] };
  const trace = async (phase, work) => {
    const { tasks, answers } = await traceMainThread(page, `${dataset}: ${phase}`, work);
    rows.tasks.push(tasks);
    if (answers) rows.answers.push(answers);
  };
  await trace('open', open);
  await trace('train an epoch and lay out the map', () => trainToMap(page));
  await trace('project', () => call(page, 'project', { method: 'umap' }));
  await trace('hover', () => hover(page));
  await trace('train and hover', async () => {
    const training = call(page, 'train', { epochs: 1 });
    await hover(page);
    await training;
  });
  return rows;
}

/** Frames of a map of `count` points that moves in every frame, while the dashboard trains on all cores. */
async function measureFrames(page, count) {
  await page.evaluate(() => void document.querySelector('ae-dashboard').train({ epochs: 10_000 }));
  const frames = await page.evaluate(drivePointMap, count);
  await call(page, 'stop');
  const row = (movement, framesMs) => ({
    map: `${count} points, ${movement}`,
    'median frame ms': median(framesMs),
    'p95 frame ms': percentile(framesMs, 95),
    'longest ms': Math.max(...framesMs),
  });
  return [row('zooming', frames.zooming), row('panning', frames.panning)];
}

export async function run({ openPage }) {
  const blank = await openPage();
  const blankUrl = blank.url();
  const browser = blank.browser();
  const openings = [];
  for (let round = 0; round < OPENINGS; round++)
    openings.push(await measureOpening(browser, blankUrl, 'mnist-sample'));
  const summarize = (which, choose) => {
    const of = (key) => choose(openings.map((opening) => opening[key]));
    return {
      which,
      'usable after ms': of('usableMs'),
      'data not counted': of('withoutDataMs'),
      'longest long task ms': of('longestTaskMs'),
    };
  };
  printTable(
    `A first visit (mnist-sample), untraced, its first views included; long tasks are those over ${LONG_TASK_MS} ms`,
    [summarize(`median of ${OPENINGS}`, median), summarize('worst', (values) => Math.max(...values))],
  );

  const tasks = [];
  const answers = [];
  const frames = [];
  for (const dataset of ['mnist-sample', 'mnist']) {
    const { page, open, close } = await openCold(browser, blankUrl, dataset);
    const rows = await measureTasks(page, open, dataset);
    tasks.push(...rows.tasks);
    answers.push(...rows.answers);
    if (dataset === 'mnist')
      for (const count of MAP_SIZES) frames.push(...(await measureFrames(page, count)));
    await close();
  }
  await blank.close();
  printTable(`Tasks on the main thread, traced (we want none over ${LONG_TASK_MS} ms)`, tasks);
  printTable('From the pointer to a rendered card (we want less than 16 ms)', answers);
  printTable('Frames of a map in motion while all cores train', frames);
  return { openings, tasks, answers, frames };
}

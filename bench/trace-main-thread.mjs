/**
 * The tasks of a page's main thread while something goes on. Each is told by what it took by the clock, waits for a core
 * among them, and by what it took of the processor: on two cores that also train, a task waits for longer than it works.
 */

export const LONG_TASK_MS = 50;

/** What a traced event is time spent on; what is not listed belongs to the event around it. */
const KINDS = {
  script:
    /^(v8\.|FunctionCall|EvaluateScript|EventDispatch|FireAnimationFrame|TimerFire|HandlePostMessage|RunMicrotasks)/,
  layout: /^(Layout|UpdateLayoutTree|ParseHTML|HTMLDocumentParser)/,
  paint: /^(Paint|PrePaint|Layerize|Commit|UpdateLayer)/,
  'garbage collection': /^(MajorGC|MinorGC|V8\.GC|CppGC|BlinkGC)/,
};

const kindOf = ({ name }) => Object.keys(KINDS).find((kind) => KINDS[kind].test(name));

/** Milliseconds by the clock of each kind within a task. */
function attribute(task, events) {
  const ms = {};
  const open = [];
  const endOf = ({ ts, dur }) => ts + dur;
  const credit = (kind, spentUs) => (ms[kind] = (ms[kind] ?? 0) + spentUs / 1000);
  let atUs = task.ts;
  const advance = (toUs) => {
    while (open.length > 0 && endOf(open.at(-1).event) <= toUs) {
      credit(open.at(-1).kind, endOf(open.at(-1).event) - atUs);
      atUs = endOf(open.pop().event);
    }
    credit(open.at(-1)?.kind ?? 'the browser', toUs - atUs);
    atUs = toUs;
  };
  for (const event of events) {
    const kind = kindOf(event);
    if (!kind || event.ts < task.ts || endOf(event) > endOf(task)) continue;
    advance(event.ts);
    open.push({ event, kind });
  }
  advance(endOf(task));
  return ms;
}

function describe(task, events) {
  if (!task) return '–';
  return Object.entries(attribute(task, events))
    .filter(([, ms]) => ms >= 1)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([kind, ms]) => `${kind} ${ms.toFixed(0)}`)
    .join(', ');
}

const longest = (events, key) => events.reduce((most, event) => Math.max(most, event[key] ?? 0), 0) / 1000;

function describeTimes(what, timesUs) {
  const sorted = timesUs.map((us) => us / 1000).sort((a, b) => a - b);
  return {
    [`median ms${what}`]: sorted[sorted.length >> 1],
    [`p95 ms${what}`]: sorted[Math.ceil(0.95 * sorted.length) - 1],
  };
}

/**
 * Runs `work` and tells of the tasks meanwhile, and of the answers to a pointer that moved: from its event to a card that
 * is rendered, which is one piece of script.
 * @returns {Promise<{tasks: object, answers: object | undefined}>} rows of tables
 */
export async function traceMainThread(page, phase, work) {
  // Few categories: each event costs time in the thread that is watched.
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] });
  const start = performance.now();
  await work();
  const tookMs = performance.now() - start;
  await page.evaluate(() => performance.mark('bench'));
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString('utf8'));
  // Chromium's own pages (its tab strip is one) have renderers too: the mark tells which thread is the page's.
  const { pid, tid } = traceEvents.findLast(({ name }) => name === 'bench');
  const events = traceEvents
    .filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const tasks = events.filter(({ name }) => name.endsWith('RunTask'));
  const slowest = tasks.reduce((most, task) => (task.dur > (most?.dur ?? 0) ? task : most), undefined);
  const over = (key) => tasks.filter((task) => task[key] > LONG_TASK_MS * 1000).length;
  const moves = events.filter(
    ({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'pointermove',
  );
  return {
    tasks: {
      phase,
      'took ms': tookMs,
      'longest task ms': longest(tasks, 'dur'),
      [`over ${LONG_TASK_MS} ms`]: over('dur'),
      'of the processor ms': longest(tasks, 'tdur'),
      [`over ${LONG_TASK_MS} ms of it`]: over('tdur'),
      'the longest went to': describe(slowest, events),
    },
    ...(moves.length > 0 && {
      answers: {
        phase,
        moves: moves.length,
        ...describeTimes(
          '',
          moves.map(({ dur }) => dur),
        ),
        ...describeTimes(
          ' of the processor',
          moves.map(({ tdur }) => tdur),
        ),
      },
    }),
  };
}

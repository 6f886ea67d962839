/** Starts contenders: in the browser, each in a worker of its own, and PyTorch, where python3 has it. */
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/**
 * A contender in a worker of `page`; what it may be told stands in bench/page/contender.ts.
 * @returns {Promise<{name: string, flop: number, memoryBytes?: number, run: (count: number) => Promise<number[]>,
 *   profile: () => Promise<object[]>, stop: () => Promise<void>}>}
 */
export async function startContender(page, name, options) {
  const worker = await page.evaluateHandle(() => new Worker('/build/bench/contender.worker.js'));
  const ask = (message) =>
    page.evaluate(
      (target, request) =>
        new Promise((resolve, reject) => {
          target.onerror = (event) => reject(new Error(event.message));
          target.onmessage = ({ data }) =>
            data.error ? reject(new Error(data.error)) : resolve(data.result);
          target.postMessage(request);
        }),
      worker,
      message,
    );
  const { flop } = await ask({ prepare: options });
  return {
    name,
    flop,
    memoryBytes: undefined,
    async run(count) {
      const { timesMs, memoryBytes } = await ask({ run: count });
      this.memoryBytes = memoryBytes;
      return timesMs;
    },
    profile: async () => (await ask({ profile: true })).kernels,
    stop: () => page.evaluate((target) => target.terminate(), worker),
  };
}

/** Debian puts its torch under its own interpreter, which need not be the first on the path. */
const PYTHONS = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3'];
const KEEP_PAGES = {
  MALLOC_MMAP_MAX_: '0',
  MALLOC_TRIM_THRESHOLD_: '100000000000',
  MALLOC_TOP_PAD_: '1000000000',
};

/** A Python that has torch, or undefined. */
export function findPyTorch() {
  return PYTHONS.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);
}

/** The seed model in PyTorch, with the allocator told to keep its pages (`pinned`) or as installed. */
export function startPyTorch(name, { python, threads, batch, pinned = true }) {
  const script = fileURLToPath(new URL('anchor/seed_step.py', import.meta.url));
  const child = spawn(python, [script, '--threads', String(threads), '--batch', String(batch)], {
    env: { ...process.env, OMP_NUM_THREADS: String(threads), ...(pinned ? KEEP_PAGES : {}) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    name,
    flop: 0,
    run: async (count) => {
      child.stdin.write(`${count}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`expected times from ${python}, but it ended with code ${child.exitCode}`);
      return JSON.parse(value);
    },
    stop: async () => void child.kill(),
  };
}

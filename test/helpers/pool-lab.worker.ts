/** Runs one scenario of test/engine/wasm/thread-pool.test.ts: only a worker may wait for threads. */
import { SUM } from '../../src/engine/kernels/assembly/job-kinds.ts';
import { loadKernelModule, OwnMemory, ThreadPool } from '../../src/engine/wasm/index.ts';

const CLAIM = 0;
const GENERATION = 8;
const COUNT = 4_000_000;
const PARTS = 50;

class Lab {
  readonly memory = new OwnMemory(true);
  readonly pool: ThreadPool;
  /** The pool's control block is the first thing that it allocates. */
  readonly control: number;
  private readonly x: number;
  private readonly y: number;
  private readonly job: number;

  constructor(module: WebAssembly.Module, threads: number, patience?: number) {
    const probe = this.memory.allocate(64);
    this.memory.free(probe);
    this.control = probe;
    const url = new URL('/dist/kernel-thread.worker.js', self.location.href).href;
    this.pool = new ThreadPool(this.memory, module, threads, url, patience);
    this.x = this.memory.allocate(4 * COUNT);
    this.y = this.memory.allocate(4 * PARTS);
    this.job = this.memory.allocate(64);
    new Float32Array(this.memory.buffer, this.x, COUNT).fill(1);
  }

  get words(): Int32Array {
    return new Int32Array(this.memory.buffer);
  }

  /** Sums of ones, a chunk a part. */
  sum(x = this.x): number[] {
    const chunk = COUNT / PARTS;
    const job = [SUM, PARTS, x, this.y, COUNT, 1, chunk, 1, 0, PARTS, 1];
    new Int32Array(this.memory.buffer, this.job, job.length).set(job);
    this.pool.run(this.job, PARTS, 0);
    return [...new Float32Array(this.memory.buffer, this.y, PARTS)];
  }

  /** Threads that sleep; they are woken by being counted. */
  countSleepers(): number {
    return Atomics.notify(this.words, (this.control + GENERATION) / 4);
  }

  async waitForSleepers(expected: number): Promise<number> {
    let found = -1;
    for (let turn = 0; turn < 500 && found !== expected; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      found = this.countSleepers();
    }
    return found;
  }
}

function messageOf(act: () => unknown): string {
  try {
    act();
    return 'no error';
  } catch (error) {
    return String(error);
  }
}

const scenarios: Record<string, (module: WebAssembly.Module) => Promise<unknown>> = {
  async sleep(module) {
    const lab = new Lab(module, 4);
    await lab.pool.ready;
    lab.sum();
    const idle = await lab.waitForSleepers(3);
    const sums = lab.sum();
    lab.pool.dispose();
    return { size: lab.pool.size, idle, sums, afterwards: await lab.waitForSleepers(0) };
  },

  /** A part that reads outside the memory, whoever claims it. */
  async trap(module) {
    const lab = new Lab(module, 3);
    await lab.pool.ready;
    return { first: messageOf(() => lab.sum(-64)), second: messageOf(() => lab.sum()) };
  },

  /** Somebody claims a part, as a thread does, and is never heard of again. */
  async death(module) {
    const lab = new Lab(module, 2, 1);
    await lab.pool.ready;
    const source = `onmessage = ({ data: { memory, index } }) => {
      const claim = new BigInt64Array(memory.buffer);
      postMessage('ready');
      for (let part = ${PARTS}n; part >= ${PARTS}n;)
        if (Atomics.load(claim, index) >> 32n === ${PARTS}n) part = Atomics.add(claim, index, 1n) & 0xffffffffn;
      close();
    };`;
    const thief = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    thief.postMessage({ memory: lab.memory.memory, index: (lab.control + CLAIM) / 8 });
    await new Promise((resolve) => (thief.onmessage = resolve));
    let message = 'no error';
    // It may come too late for a job, and waits for the next then.
    for (let turn = 0; turn < 2000 && message === 'no error'; turn++) message = messageOf(() => lab.sum());
    return { first: message, second: messageOf(() => lab.sum()) };
  },
};

self.onmessage = async ({ data }: MessageEvent<string>) => {
  try {
    const baseUrl = new URL('/dist/', self.location.href).href;
    const module = await loadKernelModule(baseUrl, { shared: true, relaxed: false });
    self.postMessage({ result: await scenarios[data](module) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};

/** Runs single kernels of the pack in a worker, where they may have threads; a window is not allowed to wait for any. */

export interface Values {
  data: Float32Array | Int32Array;
  shape: number[];
}

export type LabRequest =
  | { type: 'start'; options: { threads: number; deterministic?: boolean } }
  | { type: 'run'; kernel: string; inputs: Record<string, Values> | Values[]; attrs: object };

export type LabReply = { result: Values[] | number } | { error: string };

export class KernelLab {
  readonly threads: number;
  private readonly worker: Worker;

  /** @throws Error if the backend does not start with as many threads. */
  static async start(options: { threads: number; deterministic?: boolean }): Promise<KernelLab> {
    const worker = new Worker(new URL('helpers/kernel-lab.worker.js', bundleUrl()), { type: 'module' });
    const threads = (await ask(worker, { type: 'start', options })) as number;
    if (threads !== options.threads) {
      throw new Error(`Expected ${options.threads} threads, but found ${threads}`);
    }
    return new KernelLab(worker, threads);
  }

  private constructor(worker: Worker, threads: number) {
    this.worker = worker;
    this.threads = threads;
  }

  /** The kernel's outputs or, of a kernel that works in place, its inputs afterwards. */
  async run(
    kernel: string,
    inputs: Record<string, Values> | Values[],
    attrs: object = {},
  ): Promise<Values[]> {
    return (await ask(this.worker, { type: 'run', kernel, inputs, attrs })) as Values[];
  }

  end(): void {
    this.worker.terminate();
  }
}

function ask(worker: Worker, request: LabRequest): Promise<Values[] | number> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<LabReply>) => {
      if ('error' in data) reject(new Error(data.error));
      else resolve(data.result);
    };
    worker.onerror = (event) => reject(new Error(`the kernel lab does not start: ${event.message}`));
    worker.postMessage(request);
  });
}

/** The folder of test bundles: scripts/test.mjs bundles the workers of test/helpers beside the tests. */
export function bundleUrl(): string {
  const config = (globalThis as unknown as { __WTR_CONFIG__: { testFile: string } }).__WTR_CONFIG__;
  const [folder] = /^.*\/test-\d+\//.exec(new URL(config.testFile, location.href).href) ?? [];
  if (folder === undefined) throw new Error(`Expected a bundled test, but found ${config.testFile}`);
  return folder;
}

/** For a suite: a lab with one thread and one with two, started before its tests and ended after them. */
export function useLabs(): { one: KernelLab; two: KernelLab } {
  const labs = {} as { one: KernelLab; two: KernelLab };
  suiteSetup(async () => {
    labs.one = await KernelLab.start({ threads: 1 });
    labs.two = await KernelLab.start({ threads: 2 });
  });
  suiteTeardown(() => {
    labs.one.end();
    labs.two.end();
  });
  return labs;
}

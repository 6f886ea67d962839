/** Our compiled kernels: fetched and compiled once, instantiated on the memory of each backend. */
export interface KernelExports {
  run_job(control: number, job: number, parts: number): number;
  run_thread(control: number, thread: number): void;
}

const modules = new Map<string, Promise<WebAssembly.Module>>();

/** Compiles `wasm/ae-kernels-<variant>.wasm` below `baseUrl`; throws if it is not there. */
export function loadKernelModule(
  baseUrl: string,
  { shared, relaxed }: { shared: boolean; relaxed: boolean },
): Promise<WebAssembly.Module> {
  const url = `${baseUrl}wasm/ae-kernels-${shared ? 'shared' : 'unshared'}-${relaxed ? 'relaxed' : 'simd'}.wasm`;
  let module = modules.get(url);
  if (!module) {
    module = compile(url);
    modules.set(url, module);
    module.catch(() => modules.delete(url));
  }
  return module;
}

async function compile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`Expected the kernels at ${url}, but found HTTP status ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as KernelExports;
}

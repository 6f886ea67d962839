import type { Contender, PeakOptions } from './contender.ts';

const K = 256;
const TIMES = 20_000;
const FLOAT_BYTES = 4;

type MultiplyPanels = (a: number, b: number, c: number, k: number, times: number) => void;

/** What one thread reaches at most: a 6×8 tile of products, operands in the first-level cache. */
export async function preparePeak(_options: PeakOptions): Promise<Contender> {
  const memory = new WebAssembly.Memory({ initial: 2 });
  const response = await fetch('/build/bench/micro-kernel-peak.wasm');
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), { env: { memory } });
  const multiplyPanels = instance.exports['multiplyPanels'] as MultiplyPanels;
  const a = 0;
  const b = a + 6 * K * FLOAT_BYTES;
  const c = b + 8 * K * FLOAT_BYTES;
  new Float32Array(memory.buffer, 0, c / FLOAT_BYTES).fill(0.5);
  return { run: () => multiplyPanels(a, b, c, K, TIMES), flop: 2 * 6 * 8 * K * TIMES };
}

/** The micro-kernel alone, again and again on panels that stay in the first-level cache. AssemblyScript. */
import { multiplyRows } from '../../src/engine/kernels/assembly/gemm/micro-kernel';

export function multiplyPanels(a: usize, b: usize, c: usize, k: i32, times: i32): void {
  for (let i = 0; i < times; i++) multiplyRows(a, (<usize>k) << 2, 6, b, k, c, 32, 0, 0);
}

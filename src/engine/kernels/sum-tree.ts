/** Sums in an order that depends on the shape alone; see assembly/elementwise/sum.ts. */
import { SUM } from './assembly/job-kinds.ts';
import type { KernelContext } from './kernel-context.ts';

/** 128 KiB of float32: a part fits the second cache and takes far longer than it takes to claim it. */
export const PART_ELEMENTS = 32768;
/** Sums kept at a time: 4 KiB, an eighth of the first cache. */
const BLOCK = 1024;
/** Fewer terms than this in a chunk would make the next level of the tree hardly smaller. */
const LEAST_CHUNK = 32;

export interface SumShape {
  outer: number;
  count: number;
  inner: number;
  /** Add int32 rather than float32. */
  integers?: boolean;
}

/**
 * y[o, i] = Σ over c of x[o, c, i].
 * @param x Byte offset of [outer, count, inner].
 * @param y Byte offset of [outer, inner].
 */
export function sumTree(
  context: KernelContext,
  x: number,
  y: number,
  { outer, count, inner, integers = false }: SumShape,
): void {
  if (outer * inner === 0) return;
  const block = Math.min(inner, BLOCK);
  const chunk = Math.max(LEAST_CHUNK, Math.ceil(PART_ELEMENTS / block));
  for (let level = 0, from = x; ; level++) {
    const chunks = Math.max(1, Math.ceil(count / chunk));
    const to = chunks === 1 ? y : context.workspace(`sums-${level % 2}`, 4 * outer * chunks * inner);
    const tasks = outer * chunks * Math.ceil(inner / block);
    const perPart = Math.max(1, Math.floor(PART_ELEMENTS / (block * Math.max(1, Math.min(chunk, count)))));
    const words = [from, to, count, inner, chunk, block, integers ? 1 : 0, tasks, perPart];
    context.run(SUM, Math.ceil(tasks / perPart), words);
    if (chunks === 1) return;
    count = chunks;
    from = to;
  }
}

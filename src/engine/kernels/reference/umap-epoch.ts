/**
 * One epoch of UMAP's layout in plain numbers: what assembly/neighbours/umap-epoch.ts computes, and what browsers
 * without SIMD run. The rule is umap-js's and umap-learn's: an edge that is due pulls its ends together, and random
 * points push its head away, each force clipped at 4. Theirs are five pushes, one after the other; here they and the
 * pull start from one position of the head.
 */
import { mixBits } from './dropout-mask.ts';

/** Edges of the neighbour graph; each stands there both ways round. */
export interface UmapEdges {
  heads: Uint32Array;
  tails: Uint32Array;
  /** Epochs between two turns of an edge: 1 for the strongest. */
  periods: Float32Array;
}

export interface UmapStep {
  /** From 0. */
  epoch: number;
  /** Step size of the descent: 1 at the start of a layout, 0 at its end. */
  size: number;
  /** Of the curve 1 / (1 + a·d^2b) that says how near points are to be. */
  a: number;
  b: number;
  /** Two 32-bit keys of this epoch's random numbers. */
  firstKey: number;
  secondKey: number;
}

const PUSHES = 5;
const CLIP = 4;

/** Moves `heads` (count × 2), and `tails` too where they are the same array; `due` counts the edges' turns. */
export function umapEpochReference(
  edges: UmapEdges,
  due: Float32Array,
  heads: Float32Array,
  tails: Float32Array,
  { epoch, size, a, b, firstKey, secondKey }: UmapStep,
): void {
  const vertices = tails.length / 2;
  const movesTails = heads === tails;
  for (let edge = 0; edge < edges.heads.length; edge++) {
    if (due[edge] > epoch) continue;
    due[edge] += edges.periods[edge];
    const head = edges.heads[edge];
    const tail = edges.tails[edge];
    const [x, y] = [heads[head * 2], heads[head * 2 + 1]];
    const pull = pullOf(x - tails[tail * 2], y - tails[tail * 2 + 1], a, b);
    let [moveX, moveY] = pull;
    for (let push = 1; push <= PUSHES; push++) {
      const hash = mixBits(mixBits((edge * 8 + push) ^ firstKey) + secondKey) >>> 0;
      const other = Math.floor((hash * vertices) / 2 ** 32);
      if (movesTails && other === head) continue;
      const [pushX, pushY] = pushOf(x - tails[other * 2], y - tails[other * 2 + 1], a, b);
      moveX += pushX;
      moveY += pushY;
    }
    if (movesTails) {
      tails[tail * 2] -= size * pull[0];
      tails[tail * 2 + 1] -= size * pull[1];
    }
    heads[head * 2] = x + size * moveX;
    heads[head * 2 + 1] = y + size * moveY;
  }
}

function pullOf(dx: number, dy: number, a: number, b: number): [number, number] {
  const square = dx * dx + dy * dy;
  if (square === 0) return [0, 0];
  const raised = square ** b;
  const coefficient = (-2 * a * b * raised) / (square * (1 + a * raised));
  return [clip(coefficient * dx), clip(coefficient * dy)];
}

function pushOf(dx: number, dy: number, a: number, b: number): [number, number] {
  const square = dx * dx + dy * dy;
  if (square === 0) return [CLIP, CLIP];
  const coefficient = (2 * b) / ((0.001 + square) * (1 + a * square ** b));
  return [clip(coefficient * dx), clip(coefficient * dy)];
}

const clip = (force: number): number => Math.max(-CLIP, Math.min(CLIP, force));

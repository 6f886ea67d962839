import { UMAP_EPOCH } from './assembly/job-kinds.ts';
import { floatBits, type JobRunner } from './job-runner.ts';
import { umapEpochReference, type UmapEdges, type UmapStep } from './reference/umap-epoch.ts';

/** A layout in the plane that is moved an epoch at a time, in place. */
export interface UmapMover {
  step(step: UmapStep): void;
  /** Head points, count × 2; a copy. */
  points(): Float32Array;
  dispose(): void;
}

/** By the kernel, on memory of the runner; in plain numbers where there is none. */
export function createUmapMover(
  runner: JobRunner | undefined,
  edges: UmapEdges,
  points: Float32Array,
  fixedTails?: Float32Array,
): UmapMover {
  return runner
    ? new KernelMover(runner, edges, points, fixedTails)
    : new PlainMover(edges, points, fixedTails);
}

class PlainMover implements UmapMover {
  private readonly edges: UmapEdges;
  private readonly due: Float32Array;
  private readonly heads: Float32Array;
  private readonly tails: Float32Array;

  constructor(edges: UmapEdges, points: Float32Array, fixedTails?: Float32Array) {
    this.edges = edges;
    this.due = edges.periods.slice();
    this.heads = points.slice();
    this.tails = fixedTails ?? this.heads;
  }

  step(step: UmapStep): void {
    umapEpochReference(this.edges, this.due, this.heads, this.tails, step);
  }

  points(): Float32Array {
    return this.heads.slice();
  }

  dispose(): void {}
}

class KernelMover implements UmapMover {
  private readonly runner: JobRunner;
  private readonly block: number;
  private readonly words: number[];
  private readonly size: number;
  private readonly movesTails: number;

  constructor(runner: JobRunner, edges: UmapEdges, points: Float32Array, fixedTails?: Float32Array) {
    this.runner = runner;
    this.size = points.length;
    const { heads, tails, periods } = edges;
    const arrays = [points, fixedTails ?? new Float32Array(0), heads, tails, periods, periods];
    this.block = runner.allocate(arrays.reduce((sum, { byteLength }) => sum + align(byteLength), 64));
    let at = align(this.block);
    const offsets = arrays.map((array) => {
      const offset = at;
      new Uint8Array(runner.memory()).set(
        new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
        offset,
      );
      at += align(array.byteLength);
      return offset;
    });
    if (!fixedTails) offsets[1] = offsets[0];
    this.words = [...offsets, heads.length, (fixedTails ?? points).length / 2];
    this.movesTails = fixedTails ? 0 : 1;
  }

  step({ epoch, size, a, b, firstKey, secondKey }: UmapStep): void {
    const reals = [epoch, size, a, b].map(floatBits);
    this.runner.run(UMAP_EPOCH, 1, [...this.words, ...reals, this.movesTails, firstKey, secondKey]);
  }

  points(): Float32Array {
    return new Float32Array(this.runner.memory(), this.words[0], this.size).slice();
  }

  dispose(): void {
    this.runner.free(this.block);
  }
}

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/** Named blocks of a memory that kernels use again and again, so that a step allocates nothing after the first. */
import type { KernelMemory } from './kernel-memory.ts';

/** A cache line, and four vectors. */
const ALIGNMENT = 64;

export class ScratchArena {
  private readonly blocks = new Map<string, { raw: number; offset: number; bytes: number }>();
  private readonly memory: KernelMemory;

  constructor(memory: KernelMemory) {
    this.memory = memory;
  }

  /** Offset of the block `name`, at least `bytes` long, aligned to 64; contents are kept while it does not grow. */
  block(name: string, bytes: number): number {
    const found = this.blocks.get(name);
    if (found && found.bytes >= bytes) return found.offset;
    if (found) this.memory.free(found.raw);
    this.blocks.delete(name);
    const raw = this.memory.allocate(bytes + ALIGNMENT);
    const offset = Math.ceil(raw / ALIGNMENT) * ALIGNMENT;
    this.blocks.set(name, { raw, offset, bytes });
    return offset;
  }

  get totalBytes(): number {
    let total = 0;
    for (const { bytes } of this.blocks.values()) total += bytes;
    return total;
  }
}

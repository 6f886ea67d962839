import type { KernelMemory } from './kernel-memory.ts';

const PAGE_BYTES = 65536;
/** A cache line, and four vectors. */
const ALIGNMENT = 64;
/** Shared memories say beforehand how far they may grow: 1 GiB, the neighbours of a million points. */
const LARGEST_PAGES = 16384;

/** A memory for kernels that run without tfjs, as in the projection worker: first fit, neighbouring gaps joined. */
export class OwnMemory implements KernelMemory {
  readonly memory: WebAssembly.Memory;
  readonly shared: boolean;
  /** Free spans in ascending order. Offset 0 stays free of blocks, so that 0 means none. */
  private gaps: { offset: number; bytes: number }[];
  private readonly taken = new Map<number, number>();

  constructor(shared: boolean) {
    this.shared = shared;
    this.memory = new WebAssembly.Memory({
      initial: 1,
      ...(shared && { maximum: LARGEST_PAGES, shared }),
    });
    this.gaps = [{ offset: ALIGNMENT, bytes: PAGE_BYTES - ALIGNMENT }];
  }

  get buffer(): ArrayBufferLike {
    return this.memory.buffer;
  }

  allocate(bytes: number): number {
    const size = Math.max(1, Math.ceil(bytes / ALIGNMENT)) * ALIGNMENT;
    const gap = this.gaps.find((found) => found.bytes >= size) ?? this.grow(size);
    const { offset } = gap;
    gap.offset += size;
    gap.bytes -= size;
    if (gap.bytes === 0) this.gaps.splice(this.gaps.indexOf(gap), 1);
    this.taken.set(offset, size);
    return offset;
  }

  free(offset: number): void {
    const bytes = this.taken.get(offset);
    if (bytes === undefined)
      throw new RangeError(`expected a block that was allocated, found offset ${offset}`);
    this.taken.delete(offset);
    this.addGap(offset, bytes);
  }

  /** Blocks that are in use, in bytes. */
  get takenBytes(): number {
    return [...this.taken.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  private grow(bytes: number): { offset: number; bytes: number } {
    const end = this.buffer.byteLength;
    const pages = Math.ceil(bytes / PAGE_BYTES);
    try {
      this.memory.grow(pages);
    } catch {
      throw new RangeError(
        `expected ${(bytes / 2 ** 20).toFixed(1)} MiB of WebAssembly memory, found none beyond ${(end / 2 ** 20).toFixed(0)} MiB; take fewer points`,
      );
    }
    this.addGap(end, pages * PAGE_BYTES);
    return this.gaps.at(-1)!;
  }

  private addGap(offset: number, bytes: number): void {
    const at = this.gaps.findIndex((gap) => gap.offset > offset);
    this.gaps.splice(at < 0 ? this.gaps.length : at, 0, { offset, bytes });
    const joined: typeof this.gaps = [];
    for (const gap of this.gaps) {
      const last = joined.at(-1);
      if (last && last.offset + last.bytes === gap.offset) last.bytes += gap.bytes;
      else joined.push(gap);
    }
    this.gaps = joined;
  }
}

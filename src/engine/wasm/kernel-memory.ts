/** What kernels need of a memory: tfjs' heap, or one of our own. */
export interface KernelMemory {
  readonly memory: WebAssembly.Memory;
  /** Threads may share it. */
  readonly shared: boolean;
  /** Ask anew after anything that may have allocated. */
  readonly buffer: ArrayBufferLike;
  /** Byte offset of a new block; throws RangeError where there is no room. */
  allocate(bytes: number): number;
  free(offset: number): void;
}

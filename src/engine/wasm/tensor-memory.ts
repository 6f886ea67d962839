/**
 * The one reader of tfjs' internals: where a tensor's bytes lie, how memory is taken and given back.
 *
 * tfjs' wasm backend keeps all tensors in one Emscripten heap. Its memory is `wasm.wasmMemory` in the threaded build
 * and the module's export otherwise. Memory grows, so no view of it may be kept across a call that allocates.
 */
import type { DataId, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelMemory } from './kernel-memory.ts';

interface EmscriptenModule {
  HEAPU8: Uint8Array;
  wasmMemory?: WebAssembly.Memory;
  asm?: { memory?: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(offset: number): void;
}

/** The part of tfjs' `BackendWasm` that we rely on; tfjs-backend-wasm 4.22. */
export interface WasmBackend {
  wasm: EmscriptenModule | null;
  dataIdMap: { get(dataId: DataId): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32' | 'int32', memoryOffset?: number): TensorInfo;
  incRef(dataId: DataId): void;
}

export class TensorMemory implements KernelMemory {
  readonly memory: WebAssembly.Memory;
  private readonly backend: WasmBackend;
  private readonly module: EmscriptenModule;

  constructor(backend: WasmBackend) {
    if (!backend.wasm) throw new Error('Expected a running wasm backend, but found one that was disposed');
    const memory = backend.wasm.wasmMemory ?? backend.wasm.asm?.memory;
    if (!memory) throw new Error('Expected tfjs-backend-wasm 4.22 to expose its memory, but found none');
    this.backend = backend;
    this.module = backend.wasm;
    this.memory = memory;
  }

  get shared(): boolean {
    return typeof SharedArrayBuffer !== 'undefined' && this.buffer instanceof SharedArrayBuffer;
  }

  /** Ask anew after anything that may have allocated. */
  get buffer(): ArrayBufferLike {
    return this.module.HEAPU8.buffer;
  }

  offset(tensor: { dataId: DataId }): number {
    return this.backend.dataIdMap.get(tensor.dataId).memoryOffset;
  }

  /** A new tensor with unspecified contents, owned by whoever gets it. */
  output(shape: number[], dtype: 'float32' | 'int32'): TensorInfo {
    const bytes = 4 * shape.reduce((product, size) => product * size, 1);
    return this.backend.makeOutput(shape, dtype, this.allocate(Math.max(bytes, 4)));
  }

  /** Another tensor on the same bytes; tfjs counts its owners and frees them with the last. */
  share({ dataId, shape, dtype }: TensorInfo): TensorInfo {
    this.backend.incRef(dataId);
    return { dataId, shape, dtype };
  }

  /** Byte offset of a new block; throws RangeError where the heap cannot hold it (wasm32 ends at 4 GiB). */
  allocate(bytes: number): number {
    let offset = 0;
    try {
      // Above 2 GiB Emscripten returns the offset as a negative int32.
      offset = this.module._malloc(bytes) >>> 0;
    } catch {
      // An Emscripten heap that cannot grow aborts; the message below says what that means.
    }
    if (offset === 0)
      throw new RangeError(
        `Expected ${(bytes / 2 ** 20).toFixed(1)} MiB of WebAssembly memory, but the heap of ` +
          `${(this.buffer.byteLength / 2 ** 20).toFixed(0)} MiB could not grow; try a smaller batch size`,
      );
    return offset;
  }

  free(offset: number): void {
    this.module._free(offset);
  }
}

/** Door of the wasm room: the module, the memory it shares with tfjs, and the threads. */
export { probeWasmFeatures, type WasmFeatures } from './wasm-features.ts';
export { loadKernelModule } from './kernel-module.ts';
export type { KernelMemory } from './kernel-memory.ts';
export { OwnMemory } from './own-memory.ts';
export { TensorMemory, type WasmBackend } from './tensor-memory.ts';
export { ScratchArena } from './scratch-arena.ts';
export { ThreadPool } from './thread-pool.ts';
export { runKernelThread, type ThreadStart } from './kernel-thread.ts';

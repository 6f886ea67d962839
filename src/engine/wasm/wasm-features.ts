/**
 * What this browser's WebAssembly can do, found by validating the smallest module that uses each feature.
 * The bytes are those of the feature's opcode in a one-function module (as in GoogleChromeLabs/wasm-feature-detect).
 */
export interface WasmFeatures {
  simd: boolean;
  relaxedSimd: boolean;
  /** Shared memory can be made here; false where the page is not cross-origin isolated. */
  sharedMemory: boolean;
}

const header = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
const simdModule = [...header, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const relaxedSimdModule = [...header, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11];

export function probeWasmFeatures(): WasmFeatures {
  return {
    simd: WebAssembly.validate(new Uint8Array(simdModule)),
    relaxedSimd: WebAssembly.validate(new Uint8Array(relaxedSimdModule)),
    sharedMemory: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer !== 'undefined',
  };
}

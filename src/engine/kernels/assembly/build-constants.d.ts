/** Integers given to the compiler by scripts/build-wasm.mjs. */
declare const RELAXED: bool;
declare const SHARED: bool;

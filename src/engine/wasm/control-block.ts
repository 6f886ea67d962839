/** The words that all threads of a pool share, as byte offsets; kept in step with kernels/assembly/threads.ts. */
export const GENERATION = 8;
export const DONE = 12;
export const SCRATCH = 20;
export const SCRATCH_BYTES = 24;
export const STOP = 28;
export const FAILED = 32;
export const PATIENCE = 36;
export const CONTROL_BYTES = 64;

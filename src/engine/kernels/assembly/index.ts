/** What the wasm module exports; every kernel is reached through a job's first word (run-part.ts). */
export { run_job, run_thread } from './threads';

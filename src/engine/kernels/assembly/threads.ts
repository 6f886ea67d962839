/**
 * One job on all threads: parts are claimed from one counter, by the caller too, so a slow or missing thread only
 * leaves more parts to the others. Parts write disjoint places and their number depends on the shape alone; hence
 * the same bits for any number of threads.
 *
 * `claim` holds the number of parts and the next part in ONE 64-bit word: a thread that wakes late, when another job
 * has begun, can never pair the old job's part with the new job's count. The job's pointer is read after a part was
 * won; it cannot change before that part is done.
 */
import { runPart } from './run-part';

/** Byte offsets in the control block; kept in step with thread-pool.ts. */
const CLAIM: usize = 0; // i64: parts << 32 | next part
const GENERATION: usize = 8; // grows with each job; threads sleep on it
const DONE: usize = 12; // finished parts; the caller sleeps on it
const JOB: usize = 16;
const SCRATCH: usize = 20;
const SCRATCH_BYTES: usize = 24;
const STOP: usize = 28;
const FAILED: usize = 32; // set by a thread that trapped
const PATIENCE: usize = 36; // seconds without a finished part after which a thread counts as dead

/** About 0.1 ms: longer than the gap between two kernels of a step, far below what a user would notice as load. */
const SPINS: i32 = 20000;
const SECOND_NANOSECONDS: i64 = 1_000_000_000;

function work(control: usize, thread: i32): void {
  while (true) {
    const claimed = atomic.add<i64>(control + CLAIM, 1);
    const parts = <i32>(claimed >> 32);
    const part = <i32>claimed;
    if (part >= parts) return;
    const scratch = load<usize>(control + SCRATCH) + <usize>thread * load<usize>(control + SCRATCH_BYTES);
    runPart(load<usize>(control + JOB), part, scratch);
    if (atomic.add<i32>(control + DONE, 1) + 1 == parts) atomic.notify(control + DONE, 1);
  }
}

/** Runs all parts of a job; returns 0, or 1 if a thread died or trapped on the way. */
export function run_job(control: usize, job: usize, parts: i32): i32 {
  if (!SHARED) {
    const scratch = load<usize>(control + SCRATCH);
    for (let part = 0; part < parts; part++) runPart(job, part, scratch);
    return 0;
  }
  store<usize>(control + JOB, job);
  atomic.store<i32>(control + DONE, 0);
  atomic.store<i64>(control + CLAIM, (<i64>parts) << 32);
  if (parts > 1) {
    atomic.add<i32>(control + GENERATION, 1);
    atomic.notify(control + GENERATION, -1);
  }
  work(control, 0);
  for (let spin = 0; spin < SPINS; spin++) if (atomic.load<i32>(control + DONE) == parts) break;
  let patience = load<i32>(control + PATIENCE);
  while (true) {
    const done = atomic.load<i32>(control + DONE);
    if (done == parts) break;
    if (atomic.load<i32>(control + FAILED) != 0) return 1;
    if (atomic.wait<i32>(control + DONE, done, SECOND_NANOSECONDS) == 2 && --patience == 0) return 1;
  }
  atomic.store<i64>(control + CLAIM, 0);
  return 0;
}

/** A thread's life: works whenever there is work, sleeps otherwise, returns when told to stop. */
export function run_thread(control: usize, thread: i32): void {
  if (!SHARED) return;
  while (atomic.load<i32>(control + STOP) == 0) {
    const generation = atomic.load<i32>(control + GENERATION);
    work(control, thread);
    let spin = 0;
    while (spin < SPINS && atomic.load<i32>(control + GENERATION) == generation) spin++;
    if (spin == SPINS) atomic.wait<i32>(control + GENERATION, generation, -1);
  }
}

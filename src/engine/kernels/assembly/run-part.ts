/** Leads a part of a job to the kernel that its first word names. */
export function runPart(job: usize, part: i32, scratch: usize): void {
  switch (load<i32>(job)) {
    default:
      break;
  }
}

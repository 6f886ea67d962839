/** Reads a job's words: word 0 is the kind, word 1 the number of parts, the others are the kernel's own. */

// @ts-ignore: decorator
@inline
export function word(job: usize, index: usize): i32 {
  return load<i32>(job + (index << 2));
}

// @ts-ignore: decorator
@inline
export function pointer(job: usize, index: usize): usize {
  return load<usize>(job + (index << 2));
}

// @ts-ignore: decorator
@inline
export function real(job: usize, index: usize): f32 {
  return load<f32>(job + (index << 2));
}

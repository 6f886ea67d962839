/** Short runs of floats, where the call behind `memory.copy` would cost more than the copying. */
// @ts-ignore: decorator
@inline
export function copyFloats(to: usize, from: usize, count: i32): void {
  const end = to + ((<usize>count) << 2);
  for (const quads = to + ((<usize>(count & ~3)) << 2); to < quads; to += 16, from += 16)
    v128.store(to, v128.load(from));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(from));
}

// @ts-ignore: decorator
@inline
export function clearFloats(to: usize, count: i32): void {
  const end = to + ((<usize>count) << 2);
  for (const quads = to + ((<usize>(count & ~3)) << 2); to < quads; to += 16) v128.store(to, f32x4.splat(0));
  for (; to < end; to += 4) store<f32>(to, 0);
}

/** Up to sixteen floats, a multiple of four; mostly sixteen. */
// @ts-ignore: decorator
@inline
export function copyLine(to: usize, from: usize, count: i32): void {
  v128.store(to, v128.load(from));
  if (count == 16) {
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
  } else {
    if (count > 4) v128.store(to, v128.load(from, 16), 16);
    if (count > 8) v128.store(to, v128.load(from, 32), 32);
  }
}

/** Sixteen floats, whatever is wanted. */
// @ts-ignore: decorator
@inline
export function clearLine(to: usize): void {
  const zero = f32x4.splat(0);
  v128.store(to, zero);
  v128.store(to, zero, 16);
  v128.store(to, zero, 32);
  v128.store(to, zero, 48);
}

/** Exact distances in double precision, and short lists of rows in the order of (distance, row). */

/** Σ (a − b)² with four sums, in the order of analysis/neighbours.ts: the same bits. */
export function measureDistance(a: usize, b: usize, dimensions: i32): f64 {
  let low = f64x2.splat(0);
  let high = low;
  let at: usize = 0;
  for (const end = (<usize>(dimensions & ~3)) << 2; at < end; at += 16) {
    const x = v128.load(a + at);
    const y = v128.load(b + at);
    const d01 = f64x2.sub(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(y));
    const upperX = v128.shuffle<f32>(x, x, 2, 3, 2, 3);
    const upperY = v128.shuffle<f32>(y, y, 2, 3, 2, 3);
    const d23 = f64x2.sub(f64x2.promote_low_f32x4(upperX), f64x2.promote_low_f32x4(upperY));
    low = f64x2.add(low, f64x2.mul(d01, d01));
    high = f64x2.add(high, f64x2.mul(d23, d23));
  }
  let first = f64x2.extract_lane(low, 0);
  for (const end = (<usize>dimensions) << 2; at < end; at += 4) {
    const d = <f64>load<f32>(a + at) - <f64>load<f32>(b + at);
    first += d * d;
  }
  return first + f64x2.extract_lane(low, 1) + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}

/** Puts a row into an ascending list of at most `k`; returns the list's new length. */
export function placeNearer(
  distances: usize,
  rows: usize,
  found: i32,
  k: i32,
  distance: f64,
  row: i32,
): i32 {
  let place = found;
  if (found == k) {
    if (!isBefore(distance, row, distances, rows, k - 1)) return found;
    place = k - 1;
  }
  for (; place > 0 && isBefore(distance, row, distances, rows, place - 1); place--) {
    store<f64>(distances + (place << 3), load<f64>(distances + ((place - 1) << 3)));
    store<i32>(rows + (place << 2), load<i32>(rows + ((place - 1) << 2)));
  }
  store<f64>(distances + (place << 3), distance);
  store<i32>(rows + (place << 2), row);
  return min(found + 1, k);
}

/** The nearest of all references but `own`. */
export function searchAll(
  query: usize,
  references: usize,
  count: i32,
  dimensions: i32,
  own: i32,
  k: i32,
  distances: usize,
  rows: usize,
): void {
  const rowBytes = (<usize>dimensions) << 2;
  let found = 0;
  for (let row = 0; row < count; row++) {
    if (row == own) continue;
    const distance = measureDistance(query, references + <usize>row * rowBytes, dimensions);
    found = placeNearer(distances, rows, found, k, distance, row);
  }
}

// @ts-ignore: decorator
@inline
function isBefore(distance: f64, row: i32, distances: usize, rows: usize, at: i32): bool {
  const other = load<f64>(distances + (at << 3));
  return distance < other || (distance == other && row < load<i32>(rows + (at << 2)));
}

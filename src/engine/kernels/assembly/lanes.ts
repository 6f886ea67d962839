/**
 * Vectors over the channels of one pixel, whose number need not be a multiple of four: the last vector has fewer lanes.
 * Lanes that are not there read as 0 and are not written. So one loop serves every number of channels.
 */

// @ts-ignore: decorator
@inline
export function loadLanes(from: usize, lanes: i32): v128 {
  return lanes >= 4 ? v128.load(from) : loadFew(from, lanes);
}

// @ts-ignore: decorator
@inline
export function storeLanes(to: usize, value: v128, lanes: i32): void {
  if (lanes >= 4) v128.store(to, value);
  else storeFew(to, value, lanes);
}

function loadFew(from: usize, lanes: i32): v128 {
  let value = v128.load32_zero(from);
  if (lanes > 1) value = v128.load32_lane(from + 4, value, 1);
  if (lanes > 2) value = v128.load32_lane(from + 8, value, 2);
  return value;
}

function storeFew(to: usize, value: v128, lanes: i32): void {
  v128.store32_lane(to, value, 0);
  if (lanes > 1) v128.store32_lane(to + 4, value, 1);
  if (lanes > 2) v128.store32_lane(to + 8, value, 2);
}

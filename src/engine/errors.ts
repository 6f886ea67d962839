/** The errors of the engine: every message says what was expected, what was found and, where it helps, what to do. */

/** A file or a fetched resource that cannot be used; callers catch it to keep what they had. */
export class UnreadableDataError extends Error {
  override readonly name = 'UnreadableDataError';
}

/** A `RangeError` that names the field, its limit and the value found. */
export function outOfRange(field: string, limit: string, found: unknown): RangeError {
  return new RangeError(`${field}: expected ${limit}, found ${String(found)}`);
}

/** Throws a `RangeError` unless `value` is an integer of at least `least` and at most `most`. */
export function requireInteger(
  field: string,
  value: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const limit =
    most === Number.MAX_SAFE_INTEGER ? `an integer ≥ ${least}` : `an integer from ${least} to ${most}`;
  throw outOfRange(field, limit, value);
}

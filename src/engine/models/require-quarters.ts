import { outOfRange } from '../errors.ts';

/**
 * Two strides halve an image's sides and transposed convolutions double them again, so both must be multiples of 4.
 * Throws a `RangeError` that says what was found.
 */
export function requireQuarters(preset: string, [height, width]: readonly [number, number, number]): void {
  if (height % 4 === 0 && width % 4 === 0) return;
  throw outOfRange(
    'images',
    `height and width that are multiples of 4 for the preset "${preset}" (pad or crop them)`,
    `${height} × ${width}`,
  );
}

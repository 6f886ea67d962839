/** Images in memory: count × height × width × channels, `Uint8Array` 0–255 or `Float32Array` 0–1. */
export interface ImageArray {
  data: Uint8Array | Float32Array;
  shape: [count: number, height: number, width: number, channels: number];
}

/** Height, width and channels of one image. */
export type ImageShape = [height: number, width: number, channels: number];

/**
 * Throws a `TypeError` unless `images` is a `Uint8Array` or `Float32Array` whose length is what its shape says, and
 * whose images have the shape `expected`, if that is given.
 */
export function checkImageArray(images: ImageArray, expected?: ImageShape): void {
  const { data, shape } = images;
  if (!(data instanceof Uint8Array || data instanceof Float32Array)) {
    throw new TypeError('images: expected a Uint8Array (0–255) or Float32Array (0–1), found something else');
  }
  if (
    !Array.isArray(shape) ||
    shape.length !== 4 ||
    !shape.every((size) => Number.isInteger(size) && size > 0)
  ) {
    throw new TypeError(
      `images: expected a shape [count, height, width, channels] of positive integers, found [${String(shape)}]`,
    );
  }
  const length = shape.reduce((product, size) => product * size, 1);
  if (data.length !== length) {
    throw new TypeError(
      `images: expected ${length} values for shape [${shape.join(', ')}], found ${data.length}`,
    );
  }
  if (expected && expected.some((size, axis) => size !== shape[axis + 1])) {
    throw new TypeError(
      `images: expected ${expected.join(' × ')} (height × width × channels), found ${shape.slice(1).join(' × ')}`,
    );
  }
}

/** The pixels in [0, 1]; a copy for bytes, the same array for floats. */
export function toUnitRange(data: Uint8Array | Float32Array): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data, (byte) => byte / 255);
}

/** The pixels as bytes, rounded and clipped; the same array for bytes. */
export function toBytes(data: Uint8Array | Float32Array): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) bytes[i] = Math.round(Math.min(Math.max(data[i], 0), 1) * 255);
  return bytes;
}

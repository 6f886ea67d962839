/**
 * The IDX format of MNIST: a big-endian header of two zero bytes, the type of the values (8 for bytes), the number of
 * dimensions and the size of each; then the values, the last dimension running fastest.
 */
import { UnreadableDataError } from '../errors.ts';
import type { ImageShape } from './image-array.ts';
import { inflate } from './inflate.ts';

export interface IdxArray {
  shape: number[];
  data: Uint8Array;
}

const BYTE_TYPE = 8;

/**
 * Reads images (three dimensions) or labels (one), gzipped or not. `name` is how messages call the file.
 * Throws an `UnreadableDataError` where the file is not IDX, has another number of dimensions, or is cut short or too
 * long. The returned data is a view of the given (or inflated) bytes.
 */
export async function parseIdx(bytes: Uint8Array, dimensions: 1 | 3, name: string): Promise<IdxArray> {
  const file = await inflate(bytes, name);
  const header = 4 + 4 * dimensions;
  if (file.length < 4 || file[0] !== 0 || file[1] !== 0 || file[2] !== BYTE_TYPE) {
    const found = Array.from(file.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new UnreadableDataError(
      `${name}: expected an IDX file of bytes (00 00 08 0${dimensions}), found one that begins with "${found}"`,
    );
  }
  if (file[3] !== dimensions) {
    const kind = dimensions === 3 ? 'images (3 dimensions)' : 'labels (1 dimension)';
    throw new UnreadableDataError(`${name}: expected an IDX file of ${kind}, found ${file[3]} dimensions`);
  }
  if (file.length < header) {
    throw new UnreadableDataError(
      `${name}: expected a header of ${header} bytes, found ${file.length} bytes`,
    );
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = header + shape.reduce((product, size) => product * size, 1);
  if (file.length !== length) {
    const what = file.length < length ? 'cut short' : 'too long';
    throw new UnreadableDataError(
      `${name}: expected ${length} bytes for ${shape.join(' × ')}, found ${file.length}: the file is ${what}`,
    );
  }
  return { shape, data: file.subarray(header) };
}

/** Throws unless there are images and as many labels. */
export function checkCounts(images: IdxArray, labels: IdxArray | undefined, name: string): void {
  if (images.data.length === 0) {
    throw new UnreadableDataError(`${name}: expected at least one image, found ${images.shape.join(' × ')}`);
  }
  if (labels && labels.shape[0] !== images.shape[0]) {
    throw new UnreadableDataError(
      `${name}: expected one label for each of ${images.shape[0]} images, found ${labels.shape[0]} labels`,
    );
  }
}

/** Throws unless test images have the size of the training images. */
export function checkSameSize(train: ImageShape, test: ImageShape): void {
  if (train.every((size, axis) => size === test[axis])) return;
  throw new UnreadableDataError(
    `test images: expected ${train.join(' × ')} as in training, found ${test.join(' × ')}`,
  );
}

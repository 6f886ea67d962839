/** An IDX file in memory; type 8 is bytes. */
export function encodeIdx(shape: number[], values: Uint8Array, type = 8): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(file.buffer);
  view.setUint8(2, type);
  view.setUint8(3, shape.length);
  shape.forEach((size, axis) => view.setUint32(4 + 4 * axis, size));
  file.set(values, 4 + 4 * shape.length);
  return file;
}

/** The error that a promise ends with; a promise that is kept is an error of its own. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  const result = await promise.then(
    () => undefined,
    (error: Error) => error,
  );
  if (!result) throw new Error('expected the promise to be rejected');
  return result;
}

import { checkPoints, checkVectors } from './near-vectors.ts';
import type { ProjectionOptions, Vectors } from './projection-types.ts';

/** @throws TypeError or RangeError where vectors cannot be laid out as the options say. */
export function checkProjection(
  latents: Vectors,
  { method, start, dimensions, neighbours }: ProjectionOptions,
): void {
  checkVectors('latents', latents);
  const [count, size] = latents.shape;
  if (count < 2) throw new RangeError(`expected at least 2 latent vectors, found ${count}`);
  if (start && (start.length < 4 || start.length > 2 * count)) {
    throw new RangeError(`expected a start of 2 to ${count} points, found ${start.length / 2}`);
  }
  if (start) checkPoints('start', start, start.length / 2);
  if (method === 'latent' && size !== 2) {
    throw new RangeError(`expected 2 latent dimensions to show them as they are, found ${size}`);
  }
  if (neighbours !== undefined && !(Number.isInteger(neighbours) && neighbours >= 2)) {
    throw new RangeError(`expected an integer of at least 2 neighbours, found ${neighbours}`);
  }
  const wrong = method === 'dims' && dimensions?.find((i) => !Number.isInteger(i) || i < 0 || i >= size);
  if (typeof wrong === 'number') {
    throw new RangeError(`expected latent dimensions from 0 to ${size - 1}, found ${wrong}`);
  }
}

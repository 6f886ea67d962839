import { zipSync } from 'fflate';
import type { LatentTable } from './latent-table.ts';

type NpyArray = Float32Array | Uint32Array | Uint8Array;

/**
 * NumPy's format, version 1.0: magic, header as a Python literal padded so that the values begin at a multiple of 64,
 * then little-endian values in C order.
 */
export function writeNpy(data: NpyArray, shape: readonly number[]): Uint8Array {
  const descr = data instanceof Float32Array ? '<f4' : data instanceof Uint32Array ? '<u4' : '|u1';
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const literal = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((10 + literal.length + 1) / 64) * 64;
  const file = new Uint8Array(length + data.byteLength);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(file.buffer).setUint16(8, length - 10, true);
  file.set(new TextEncoder().encode(`${literal.padEnd(length - 11)}\n`), 10);
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length);
  return file;
}

/** What `numpy.load` opens as four arrays by name: `codes`, `index`, `label` (where there are labels), `error`. */
export function writeNpz({ latents, latentDim, indices, labels, rmse }: LatentTable): Uint8Array {
  const count = indices.length;
  return zipSync(
    {
      'codes.npy': writeNpy(latents, [count, latentDim]),
      'index.npy': writeNpy(indices, [count]),
      ...(labels && { 'label.npy': writeNpy(labels, [count]) }),
      'error.npy': writeNpy(rmse, [count]),
    },
    { level: 0 },
  );
}

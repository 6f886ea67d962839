/** A weight by name, in C order. */
export interface NamedWeights {
  name: string;
  shape: number[];
  data: Float32Array;
}

/**
 * The safetensors format: the length of the header (64 bits, little-endian), the header as JSON padded with spaces to a
 * multiple of 8, then the values one after the other. `metadata` goes into the header's `__metadata__`.
 */
export function writeSafetensors(
  weights: readonly NamedWeights[],
  metadata: Record<string, string>,
): Uint8Array {
  let offset = 0;
  const entries = weights.map(({ name, shape, data }) => {
    const begin = offset;
    offset += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const bytes = new TextEncoder().encode(json);
  const length = Math.ceil(bytes.length / 8) * 8;
  const file = new Uint8Array(8 + length + offset).fill(0x20, 8, 8 + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
  file.set(bytes, 8);
  weights.forEach(({ data }, i) => {
    file.set(
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      8 + length + entries[i][1].data_offsets[0],
    );
  });
  return file;
}

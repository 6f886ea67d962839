/**
 * A run as bytes. Layout, little-endian: magic "AERS", version, CRC-32 of all that follows, length of the JSON part in
 * bytes (each a 32-bit word); the JSON part (everything but the numbers of the arrays), filled up with spaces to a
 * multiple of 4; then the float32 arrays, weights before moments, in the order of the JSON part.
 */
import { UnreadableDataError } from '../errors.ts';
import { crc32 } from './crc32.ts';
import { checkRunState } from './run-state.ts';
import type { NamedArray, RunState } from './run-state.ts';

const MAGIC = 0x53524541;
const VERSION = 1;
const HEADER_BYTES = 16;

/** A new array that holds everything of the run. */
export function encodeCheckpoint(state: RunState): Uint8Array {
  const arrays = listArrays(state);
  const text = JSON.stringify(state, (key, value: unknown) => (key === 'data' ? undefined : value));
  const json = padToWords(new TextEncoder().encode(text));
  const floats = arrays.reduce((sum, { data }) => sum + data.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + json.length + 4 * floats);
  bytes.set(json, HEADER_BYTES);
  let offset = HEADER_BYTES + json.length;
  for (const { data } of arrays) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, VERSION, true);
  header.setUint32(12, json.length, true);
  header.setUint32(8, crc32(bytes.subarray(12)), true);
  return bytes;
}

/**
 * The state that was encoded, in arrays of its own. Throws an `UnreadableDataError` where the bytes are no checkpoint,
 * of another version, damaged or cut short.
 */
export function decodeCheckpoint(bytes: Uint8Array): RunState {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || header.getUint32(0, true) !== MAGIC) {
    throw new UnreadableDataError('saved run: expected bytes that begin with "AERS", found others');
  }
  const version = header.getUint32(4, true);
  if (version !== VERSION) {
    throw new UnreadableDataError(`saved run: expected version ${VERSION}, found version ${version}`);
  }
  if (crc32(bytes.subarray(12)) !== header.getUint32(8, true)) {
    throw new UnreadableDataError('saved run: expected whole data, found damaged or cut short data');
  }
  const jsonLength = header.getUint32(12, true);
  const json = bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonLength);
  const state = JSON.parse(new TextDecoder().decode(json)) as RunState;
  fillArrays(state, bytes.subarray(HEADER_BYTES + jsonLength));
  checkRunState(state, 'saved run');
  return state;
}

function listArrays(state: RunState): NamedArray[] {
  return [...state.weights, ...state.optimizer.moments];
}

function fillArrays(state: RunState, bytes: Uint8Array): void {
  const floats = new Float32Array(bytes.slice().buffer);
  let offset = 0;
  for (const array of listArrays(state)) {
    const length = array.shape.reduce((product, size) => product * size, 1);
    array.data = floats.slice(offset, offset + length);
    offset += length;
  }
  if (offset !== floats.length) {
    throw new UnreadableDataError(`saved run: expected ${offset} numbers, found ${floats.length}`);
  }
}

function padToWords(json: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(json.length / 4) * 4).fill(0x20);
  padded.set(json);
  return padded;
}

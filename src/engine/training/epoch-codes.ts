import { strFromU8, strToU8, unzipSync } from 'fflate';
import { UnreadableDataError } from '../errors.ts';

/** How the model saw a fixed sample at one moment of its training: what the time machine replays. */
export interface EpochCodes {
  /** Finished epochs; 0 before the first step. */
  epoch: number;
  /** Of the sample's images, in the order of the test split's first ones: count × latentDim. */
  latents: Float32Array;
  latentDim: number;
}

const HEAD = 'replay.json';
const BODY = 'replay.bin';

/**
 * Parts of a run's zip: `replay.json` names the epochs, `replay.bin` has their codes one after the other, float32,
 * little-endian. None where there are no epochs. All have as many codes of as many numbers.
 */
export function packEpochCodes(replay: readonly EpochCodes[]): Record<string, Uint8Array> {
  if (replay.length === 0) return {};
  const [{ latents, latentDim }] = replay;
  const body = new Uint8Array(replay.length * latents.byteLength);
  replay.forEach((codes, at) => {
    const { buffer, byteOffset, byteLength } = codes.latents;
    body.set(new Uint8Array(buffer, byteOffset, byteLength), at * byteLength);
  });
  const head = { epochs: replay.map(({ epoch }) => epoch), count: latents.length / latentDim, latentDim };
  return { [HEAD]: strToU8(JSON.stringify(head)), [BODY]: body };
}

/**
 * The codes in a run's zip, ascending by epoch; none where it has none, as files of earlier versions. Throws an
 * `UnreadableDataError` where they are not what `packEpochCodes` writes.
 */
export function unpackEpochCodes(zip: Uint8Array): EpochCodes[] {
  const parts = unzipSync(zip, { filter: ({ name }) => name === HEAD || name === BODY });
  if (!parts[HEAD]) return [];
  const { epochs, count, latentDim } = parseHead(parts[HEAD]);
  const body = parts[BODY] ?? new Uint8Array();
  const expected = 4 * epochs.length * count * latentDim;
  if (body.length !== expected) {
    throw new UnreadableDataError(`model file: expected ${expected} bytes in ${BODY}, found ${body.length}`);
  }
  const floats = new Float32Array(body.slice().buffer);
  const length = count * latentDim;
  return epochs.map((epoch, at) => ({
    epoch,
    latents: floats.slice(at * length, (at + 1) * length),
    latentDim,
  }));
}

function parseHead(bytes: Uint8Array): { epochs: number[]; count: number; latentDim: number } {
  const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
  try {
    const head = JSON.parse(strFromU8(bytes)) as { epochs: number[]; count: number; latentDim: number };
    const { epochs, count, latentDim } = head;
    const ascends = epochs.every((epoch, at) => isCount(epoch) && (at === 0 || epoch > epochs[at - 1]));
    if (ascends && isCount(count) && isCount(latentDim) && latentDim > 0) return head;
  } catch {
    // Told below, as what is JSON but says something else.
  }
  throw new UnreadableDataError(
    `model file: expected ascending epochs, count and latentDim in ${HEAD}, found something else`,
  );
}

import { UnreadableDataError } from '../errors.ts';

/** More than any data set that fits a page, less than what a hostile file could unfold to. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/**
 * The bytes themselves, or what they unfold to if they begin like a gzip file; the name and the server's headers say
 * nothing reliable about that. Throws an `UnreadableDataError` for a damaged file or one that unfolds to more than
 * `largestBytes`.
 */
export async function inflate(
  bytes: Uint8Array,
  name: string,
  largestBytes = LARGEST_BYTES,
): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new UnreadableDataError(`${name}: expected a whole gzip file, found a damaged or cut short one`, {
        cause,
      });
    });
    if (done) return join(chunks, length);
    length += value.length;
    if (length > largestBytes) {
      await reader.cancel();
      throw new UnreadableDataError(
        `${name}: expected at most ${largestBytes} bytes inside gzip, found more`,
      );
    }
    chunks.push(value);
  }
}

function join(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

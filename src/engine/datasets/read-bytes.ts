import { UnreadableDataError } from '../errors.ts';

/** How the caller gets what is behind an address; `fetch` itself will do. */
export type Fetcher = (url: string) => Promise<Response>;

/** Bytes read so far, of those that the servers have announced (0 where they announced nothing). */
export type ProgressListener = (doneBytes: number, totalBytes: number) => void;

/**
 * Reads addresses and blobs side by side, and reports the bytes of all of them together.
 * Throws an `UnreadableDataError` that names what could not be read.
 */
export async function readBytes(
  sources: (string | Blob | Uint8Array)[],
  fetcher: Fetcher,
  onProgress: ProgressListener = () => {},
): Promise<Uint8Array[]> {
  const opened = await Promise.all(sources.map((source) => open(source, fetcher)));
  const totalBytes = opened.reduce((sum, { length }) => sum + length, 0);
  let doneBytes = 0;
  const count = (bytes: number): void => {
    doneBytes += bytes;
    onProgress(doneBytes, Math.max(totalBytes, doneBytes));
  };
  return Promise.all(opened.map(({ name, stream }) => drain(name, stream, count)));
}

interface Opened {
  name: string;
  length: number;
  stream: ReadableStream<Uint8Array> | Uint8Array;
}

async function open(source: string | Blob | Uint8Array, fetcher: Fetcher): Promise<Opened> {
  if (source instanceof Uint8Array) return { name: 'bytes', length: source.length, stream: source };
  if (source instanceof Blob) return { name: 'file', length: source.size, stream: source.stream() };
  const response = await fetcher(source).catch((cause: unknown) => {
    throw new UnreadableDataError(
      `dataset: expected an answer from ${source}, found none (${describe(cause)}): check the address and the network`,
      { cause },
    );
  });
  if (!response.ok || !response.body) {
    throw new UnreadableDataError(
      `dataset: expected a file at ${source}, found HTTP status ${response.status}: check the address`,
    );
  }
  return {
    name: source,
    length: Number(response.headers.get('content-length') ?? 0),
    stream: response.body,
  };
}

async function drain(
  name: string,
  stream: Opened['stream'],
  count: (bytes: number) => void,
): Promise<Uint8Array> {
  if (stream instanceof Uint8Array) {
    count(stream.length);
    return stream;
  }
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new UnreadableDataError(`dataset: expected all of ${name}, found a broken connection`, { cause });
    });
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    chunks.push(value as Uint8Array<ArrayBuffer>);
    count(value.length);
  }
}

function describe(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

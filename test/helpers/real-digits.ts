/** The first `count` test digits of the sample that the build lays out; bytes 0–255, 28 × 28. */
export async function loadRealDigits(count: number): Promise<{ images: Uint8Array; labels: Uint8Array }> {
  const [images, labels] = await Promise.all([
    readIdxValues('/dist/data/mnist-sample/t10k-images-idx3-ubyte.gz', 16),
    readIdxValues('/dist/data/mnist-sample/t10k-labels-idx1-ubyte.gz', 8),
  ]);
  if (labels.length < count) throw new RangeError(`expected ${count} digits or more, found ${labels.length}`);
  return { images: images.slice(0, count * 784), labels: labels.slice(0, count) };
}

async function readIdxValues(url: string, headerBytes: number): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`expected ${url} to be there, found status ${response.status}`);
  const file = new Uint8Array(await response.arrayBuffer());
  // Some servers unpack .gz on the way.
  const packed = file[0] === 0x1f && file[1] === 0x8b;
  const stream = new Blob([file]).stream();
  const body = packed ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
  return new Uint8Array(await new Response(body).arrayBuffer()).slice(headerBytes);
}

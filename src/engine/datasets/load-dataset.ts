import { outOfRange } from '../errors.ts';
import { findCatalogEntry, RATINGS_DEMO } from './catalog.ts';
import { Dataset } from './dataset.ts';
import type { DatasetContent, Samples } from './dataset.ts';
import { checkCounts, checkSameSize, parseIdx } from './idx-file.ts';
import { checkImageArray, toBytes } from './image-array.ts';
import type { ImageArray, ImageShape } from './image-array.ts';
import { demoRatings, generateRatings } from './generate-ratings.ts';
import { inflate } from './inflate.ts';
import { areRatings, prepareRatings, readRatings } from './ratings.ts';
import { parseRows } from './table-rows.ts';
import { readTable } from './table.ts';
import { readBytes } from './read-bytes.ts';
import type { Fetcher, ProgressListener } from './read-bytes.ts';

/** Images, and labels if there are any. */
export interface DatasetFiles {
  /** An address (absolute) or a blob of an IDX file, gzipped or not; or pixels, which then need `shape`. */
  images: string | Blob | Uint8Array | Float32Array;
  /** Of `images` where they are pixels. */
  shape?: ImageArray['shape'];
  /** An IDX file too; or, beside pixels, one number for each image. */
  labels?: string | Blob | Uint8Array;
  classNames?: string[];
}

/** Rows of numbers, or of user, item and rating: text with commas, semicolons or tabs, gzipped or not. */
export interface TableFile {
  /** An address (absolute), a blob or the bytes. */
  table: string | Blob | Uint8Array;
}

/** A name from the catalogue, or files of the user's own. */
export type DatasetSource = string | (DatasetFiles & { test?: DatasetFiles }) | TableFile;

export interface LoadOptions {
  /** Splits off validation, and test where the source has none. */
  seed: number;
  fetcher: Fetcher;
  /** Folder under which the catalogue's files lie; ends with a slash. */
  baseUrl: string;
  onProgress?: ProgressListener;
}

/**
 * Fetches, unpacks and checks a data set. A source without `test` gives a tenth of its images away for it, chosen by
 * the seed. Throws a `RangeError` for a name that is not in the catalogue, an `UnreadableDataError` for a file that
 * cannot be fetched or read, a `TypeError` for arrays that do not fit their shape.
 */
export async function loadDataset(source: DatasetSource, options: LoadOptions): Promise<Dataset> {
  if (source === RATINGS_DEMO) {
    return new Dataset(
      prepareRatings(generateRatings(demoRatings), RATINGS_DEMO, options.seed),
      options.seed,
    );
  }
  if (typeof source === 'object' && 'table' in source) return loadTable(source, options);
  const { name, train, test, classNames } = describeSource(source, options.baseUrl);
  const files = [train, ...(test ? [test] : [])];
  if (files.some(({ images, shape }) => images instanceof Float32Array && !shape)) {
    throw new TypeError(
      'images: expected a shape [count, height, width, channels] beside the array, found none',
    );
  }
  const fetched = files.flatMap(({ images, labels, shape }) =>
    shape ? [] : [images, ...(labels ? [labels] : [])],
  );
  const sources = fetched as (string | Blob | Uint8Array)[];
  const bytes = await readBytes(sources, options.fetcher, options.onProgress);
  const take = (part: unknown): Uint8Array => bytes[fetched.indexOf(part as Blob)];

  const trainPart = await readSamples(train, 'training', take);
  const testPart = test && (await readSamples(test, 'test', take));
  if (testPart) checkSameSize(trainPart.imageShape, testPart.imageShape);
  const content: DatasetContent = {
    name,
    imageShape: trainPart.imageShape,
    train: trainPart.samples,
    ...(classNames && { classNames }),
    ...(testPart && { test: testPart.samples }),
  };
  return new Dataset(content, options.seed);
}

async function loadTable({ table }: TableFile, { fetcher, onProgress, seed }: LoadOptions): Promise<Dataset> {
  const [bytes] = await readBytes([table], fetcher, onProgress);
  const rows = parseRows(new TextDecoder().decode(await inflate(bytes, 'table')), 'table');
  const content = areRatings(rows)
    ? prepareRatings(readRatings(rows, 'ratings'), 'your ratings', seed)
    : readTable(rows, 'table');
  return new Dataset(content, seed);
}

interface DescribedSource {
  name: string;
  train: DatasetFiles;
  test?: DatasetFiles;
  classNames?: string[];
}

function describeSource(source: Exclude<DatasetSource, TableFile>, baseUrl: string): DescribedSource {
  if (typeof source !== 'string') {
    const { test, ...train } = source;
    return {
      name: 'your own',
      train,
      ...(test && { test }),
      ...(train.classNames && { classNames: train.classNames }),
    };
  }
  const { train, test, classNames } = findCatalogEntry(source);
  const locate = (files: { images: string; labels: string }): DatasetFiles => ({
    images: baseUrl + files.images,
    labels: baseUrl + files.labels,
  });
  return { name: source, train: locate(train), test: locate(test), classNames };
}

async function readSamples(
  files: DatasetFiles,
  role: string,
  take: (part: unknown) => Uint8Array,
): Promise<{ samples: Samples; imageShape: ImageShape }> {
  if (files.shape) return readArrays(files as ImageFiles, role);
  const images = await parseIdx(take(files.images), 3, `${role} images`);
  const labels = files.labels && (await parseIdx(take(files.labels), 1, `${role} labels`));
  checkCounts(images, labels || undefined, `${role} labels`);
  const imageShape: ImageShape = [images.shape[1], images.shape[2], 1];
  return { samples: { images: images.data, ...(labels && { labels: labels.data }) }, imageShape };
}

type ImageFiles = DatasetFiles & Required<Pick<DatasetFiles, 'shape'>>;

function readArrays(files: ImageFiles, role: string): { samples: Samples; imageShape: ImageShape } {
  const { images, labels, shape } = files;
  checkImageArray({ data: images as Uint8Array, shape });
  if (labels !== undefined && !(labels instanceof Uint8Array)) {
    throw new TypeError(
      `${role} labels: expected a Uint8Array beside an array of images, found ${typeof labels}`,
    );
  }
  if (labels && labels.length !== shape[0]) {
    throw new TypeError(
      `${role} labels: expected one for each of ${shape[0]} images, found ${labels.length}`,
    );
  }
  checkUnitRange(images, role);
  const bytes = toBytes(images as Uint8Array | Float32Array);
  return {
    samples: { images: bytes, ...(labels && { labels }) },
    imageShape: [shape[1], shape[2], shape[3]],
  };
}

function checkUnitRange(images: unknown, role: string): void {
  if (!(images instanceof Float32Array)) return;
  const outside = images.find((value) => !(value >= 0 && value <= 1));
  if (outside !== undefined)
    throw outOfRange(`${role} images`, 'floats from 0 to 1 (or a Uint8Array 0–255)', outside);
}

import { outOfRange } from '../errors.ts';
import { RandomSequence } from '../random.ts';
import { toBytes, type ImageShape } from './image-array.ts';
import type { RatingsContext } from './ratings.ts';
import type { TableColumn } from './table.ts';

export type SplitName = 'train' | 'validation' | 'test';

export interface DatasetInfo {
  name: string;
  imageShape: ImageShape;
  counts: Record<SplitName, number>;
  /** Name of each label, in the order of the labels; empty where there are none. */
  classNames: string[];
  hasLabels: boolean;
  /** Where rows of a table stand in for images. */
  table?: TableDescription;
}

/** The samples of one file, or of a pair of arrays. */
export interface Samples {
  /** count × height × width × channels: bytes 0–255, or the standardised values of a table. */
  images: Uint8Array | Float32Array;
  /** 1 for each value that is known; absent where all are. */
  mask?: Uint8Array;
  /** One for each image. */
  labels?: Uint8Array;
}

/** Columns that were standardised; ratings have a column for each item. */
export interface TableDescription {
  kind: 'table' | 'ratings';
  columns: TableColumn[];
}

export interface DatasetContent {
  name: string;
  imageShape: ImageShape;
  classNames?: string[];
  /** Split into training and validation. */
  train: Samples;
  /** Held out of `train` where it is missing. */
  test?: Samples;
  /** Of rows of a table, which stand in for images: what the columns are. */
  table?: TableDescription;
  /** Of ratings: what their values are made of. */
  ratings?: RatingsContext;
}

/** Which of the training and validation images are used. All limits hold together; the test split stays whole. */
export interface DataSelection {
  /** Labels to keep; all where missing. */
  classes?: number[];
  /** Positions in the training file to leave out. */
  excluded?: number[];
  /** So many training images of those that are left, by the seed's chance; all where missing or where there are no more. */
  trainImages?: number;
}

/** Share of the training images that is kept for validation, and for testing where there is no test file. */
const HELD_OUT = 0.1;

/**
 * Images as bytes, with their labels, in three splits.
 *
 * The seed shuffles the training file; a tenth becomes `validation`, the rest `train`. A `test` file is taken whole;
 * where there is none, a tenth of the training file is held out for `test` first, and a tenth of what remains for
 * validation. A sample's index is its position in its file: it is the same whatever the split, the seed or the filter.
 */
export class Dataset {
  readonly name: string;
  readonly imageShape: ImageShape;
  readonly classNames: string[];
  readonly hasLabels: boolean;
  private readonly content: DatasetContent;
  private readonly seed: number;
  private readonly splits: Record<SplitName, { samples: Samples; indices: Uint32Array }>;

  /** @param seed of the split, an integer from 0 to 2³² − 1. Takes over the arrays of `content` without copying them. */
  constructor(content: DatasetContent, seed: number, selection: DataSelection = {}) {
    const { train, test } = content;
    this.content = content;
    this.seed = seed;
    this.name = content.name + describeSelection(selection, content.classNames);
    this.imageShape = content.imageShape;
    this.hasLabels = train.labels !== undefined;
    this.classNames = content.classNames ?? nameClasses([train.labels, test?.labels]);
    const count = train.images.length / this.pixels;
    const order = new RandomSequence(seed, 'split').permutation(count);
    const testCount = test ? 0 : Math.floor(count * HELD_OUT);
    const trainStart = testCount + Math.floor((count - testCount) * HELD_OUT);
    if (testCount === trainStart || (!test && testCount === 0)) {
      throw outOfRange(
        'images',
        `at least ${test ? 10 : 11} for training, so that some can be held out`,
        count,
      );
    }
    const isKept = createFilter(selection, train.labels);
    this.splits = {
      // Ascending, so that the first images of a split are the same pictures, whatever was trained in between.
      train: {
        samples: train,
        indices: order.slice(trainStart).filter(isKept).slice(0, selection.trainImages).sort(),
      },
      validation: { samples: train, indices: order.slice(testCount, trainStart).filter(isKept).sort() },
      test: test
        ? {
            samples: test,
            indices: Uint32Array.from({ length: test.images.length / this.pixels }, (_, i) => i),
          }
        : { samples: train, indices: order.slice(0, testCount).sort() },
    };
  }

  /**
   * The same split with only a part of its training and validation images, of the whole data set whatever this one was
   * narrowed to. Throws a `RangeError` where too few are left to train on.
   */
  narrow(selection: DataSelection): Dataset {
    const narrowed = new Dataset(this.content, this.seed, selection);
    const { train, validation } = narrowed.counts;
    if (train < 2 || validation < 2) {
      throw outOfRange(
        'selection',
        'at least 2 images left for training and 2 for validation',
        `${train} and ${validation}`,
      );
    }
    return narrowed;
  }

  /** Values in one image. */
  get pixels(): number {
    return this.imageShape[0] * this.imageShape[1] * this.imageShape[2];
  }

  get info(): DatasetInfo {
    const { name, imageShape, classNames, hasLabels } = this;
    const { table } = this.content;
    return { name, imageShape, classNames, hasLabels, counts: this.counts, ...(table && { table }) };
  }

  /** Whether its values are standardised numbers rather than pixels. */
  get isTable(): boolean {
    return this.content.table !== undefined;
  }

  get ratings(): RatingsContext | undefined {
    return this.content.ratings;
  }

  get counts(): Record<SplitName, number> {
    const count = (split: SplitName): number => this.splits[split].indices.length;
    return { train: count('train'), validation: count('validation'), test: count('test') };
  }

  /** The indices of a split's samples in their file, ascending. The data set's own array: not to be changed. */
  indices(split: SplitName): Uint32Array {
    return this.splits[split].indices;
  }

  /** Pixels in [0, 1], or standardised values, of the samples with these indices, count × height × width × channels; a new array. */
  gatherPixels(split: SplitName, indices: ArrayLike<number>): Float32Array {
    const { images } = this.splits[split].samples;
    const { pixels } = this;
    const scale = images instanceof Uint8Array ? 255 : 1;
    const gathered = new Float32Array(indices.length * pixels);
    for (let i = 0, to = 0; i < indices.length; i++) {
      const from = this.checkIndex(split, indices[i]) * pixels;
      for (let pixel = from; pixel < from + pixels; pixel++) gathered[to++] = images[pixel] / scale;
    }
    return gathered;
  }

  /**
   * The same as bytes 0–255, as they are shown.
   * @param gathered of that many bytes, which is filled and returned where the samples are bytes; default a new array
   */
  gatherImages(
    split: SplitName,
    indices: ArrayLike<number>,
    gathered: Uint8Array = new Uint8Array(indices.length * this.pixels),
  ): Uint8Array {
    const { images } = this.splits[split].samples;
    if (!(images instanceof Uint8Array)) return this.show(this.gatherPixels(split, indices));
    const { pixels } = this;
    for (let i = 0; i < indices.length; i++) {
      const from = this.checkIndex(split, indices[i]) * pixels;
      gathered.set(images.subarray(from, from + pixels), i * pixels);
    }
    return gathered;
  }

  /** Values as bytes: pixels in [0, 1] by 255; standardised ones as grey, 0 in the middle, ±4 deviations at the ends. */
  show(values: Float32Array): Uint8Array {
    return toBytes(this.isTable ? values.map((value) => 0.5 + value / 8) : values);
  }

  /** 1 for each known value of the samples with these indices, like their pixels; undefined where all are known. */
  gatherMask(split: SplitName, indices: ArrayLike<number>): Uint8Array | undefined {
    const { mask } = this.splits[split].samples;
    if (!mask) return undefined;
    const gathered = new Uint8Array(indices.length * this.pixels);
    for (let i = 0; i < indices.length; i++) {
      const from = this.checkIndex(split, indices[i]) * this.pixels;
      gathered.set(mask.subarray(from, from + this.pixels), i * this.pixels);
    }
    return gathered;
  }

  /** Labels of the samples with these indices; zeros where the data set has none. A new array. */
  gatherLabels(split: SplitName, indices: ArrayLike<number>): Uint8Array {
    const { labels } = this.splits[split].samples;
    return Uint8Array.from(
      { length: indices.length },
      (_, i) => labels?.[this.checkIndex(split, indices[i])] ?? 0,
    );
  }

  private checkIndex(split: SplitName, index: number): number {
    const count = this.splits[split].samples.images.length / this.pixels;
    if (index >= 0 && index < count) return index;
    throw outOfRange(`index of the ${split} split`, `an integer from 0 to ${count - 1}`, index);
  }
}

/** Another name for other data: a run on a part is not one on the whole. */
function describeSelection(
  { classes, excluded, trainImages }: DataSelection,
  classNames: string[] = [],
): string {
  const kept = classes ? `, only ${classes.map((label) => classNames[label] ?? label).join(' ')}` : '';
  const left = excluded?.length ? `, without ${excluded.length}` : '';
  return kept + left + (trainImages === undefined ? '' : `, ${trainImages} images`);
}

function createFilter({ classes, excluded }: DataSelection, labels?: Uint8Array): (index: number) => boolean {
  if (classes && !labels)
    throw new TypeError('selection: expected data with labels to choose classes, found none');
  const left = new Set(excluded);
  return (index) => !left.has(index) && (!classes || classes.includes(labels![index]));
}

function nameClasses(labels: (Uint8Array | undefined)[]): string[] {
  let largest = -1;
  for (const array of labels) for (const label of array ?? []) largest = Math.max(largest, label);
  return Array.from({ length: largest + 1 }, (_, label) => String(label));
}

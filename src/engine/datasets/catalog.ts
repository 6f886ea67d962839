import { outOfRange } from '../errors.ts';

/** A data set that comes with the built files. */
export interface CatalogEntry {
  title: string;
  /** Paths under the folder of the built files. */
  train: { images: string; labels: string };
  test: { images: string; labels: string };
  classNames: string[];
}

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function mnistFiles(folder: string): Pick<CatalogEntry, 'train' | 'test'> {
  return {
    train: {
      images: `${folder}/train-images-idx3-ubyte.gz`,
      labels: `${folder}/train-labels-idx1-ubyte.gz`,
    },
    test: { images: `${folder}/t10k-images-idx3-ubyte.gz`, labels: `${folder}/t10k-labels-idx1-ubyte.gz` },
  };
}

/** The data sets that `loadDataset` knows by name. */
export const catalog: Readonly<Record<string, CatalogEntry>> = {
  mnist: { title: 'MNIST', classNames: DIGITS, ...mnistFiles('data/mnist') },
  'mnist-sample': { title: 'MNIST, a sample', classNames: DIGITS, ...mnistFiles('data/mnist-sample') },
};

/** The name of generated ratings, for which there are no files. */
export const RATINGS_DEMO = 'ratings-demo';

/** Throws a `RangeError` that lists the known names. */
export function findCatalogEntry(name: string): CatalogEntry {
  if (Object.hasOwn(catalog, name)) return catalog[name];
  throw outOfRange(
    'dataset',
    `one of ${[...Object.keys(catalog), RATINGS_DEMO].join(', ')}, or files of your own`,
    `"${name}"`,
  );
}

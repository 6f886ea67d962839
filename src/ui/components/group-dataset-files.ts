import type { DatasetFiles, DatasetSource } from '../../workers/index.ts';

/**
 * Makes a data set of the files somebody chose. Files named `t10k…` or `…test…` are the test part; of two files in a part
 * the larger holds the images (names vary, but labels are always the smaller file). What is in them is checked where
 * they are read.
 * One file named .csv, .tsv, .data or .txt is a table.
 * @throws RangeError where they cannot be told apart
 */
export function groupDatasetFiles(files: readonly File[]): DatasetSource {
  if (files.length === 1 && /\.(csv|tsv|data|txt)(\.gz)?$/i.test(files[0].name)) return { table: files[0] };
  const isTest = (file: File) => /t10k|test/i.test(file.name);
  const main = groupPart(files.filter((file) => !isTest(file)));
  const test = groupPart(files.filter(isTest));
  if (!main && !test) throw new RangeError('expected one or more IDX files, found none');
  if (!main) return test!;
  return test ? { ...main, test } : main;
}

function groupPart(files: readonly File[]): DatasetFiles | undefined {
  if (files.length > 2) {
    const names = files.map(({ name }) => name).join(', ');
    throw new RangeError(
      `expected images and at most one file of labels, found ${names}; name test files t10k or test`,
    );
  }
  const [images, labels] = [...files].sort((a, b) => b.size - a.size);
  if (!images) return undefined;
  return labels ? { images, labels } : { images };
}

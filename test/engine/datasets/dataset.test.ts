import { assert } from '@open-wc/testing';
import { Dataset } from '../../../src/engine/datasets/index.ts';
import type { SplitName } from '../../../src/engine/datasets/index.ts';

/** Image i is four pixels of value i; its label is i mod 3. */
function numbered(count: number): { images: Uint8Array; labels: Uint8Array } {
  return {
    images: Uint8Array.from({ length: count * 4 }, (_, i) => Math.floor(i / 4)),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
  };
}

function build(seed: number, withTest = true): Dataset {
  const test = withTest ? { test: numbered(7) } : {};
  return new Dataset({ name: 'numbers', imageShape: [2, 2, 1], train: numbered(100), ...test }, seed);
}

suite('Dataset', () => {
  test('gives a tenth of the training file to validation and takes the test file whole', () => {
    assert.deepEqual(build(0).info, {
      name: 'numbers',
      imageShape: [2, 2, 1],
      classNames: ['0', '1', '2'],
      hasLabels: true,
      counts: { train: 90, validation: 10, test: 7 },
    });
  });

  test('holds a tenth out for test where there is no test file', () => {
    const dataset = build(0, false);
    assert.deepEqual(dataset.counts, { train: 81, validation: 9, test: 10 });
    const splits: SplitName[] = ['train', 'validation', 'test'];
    const all = splits.flatMap((split) => [...dataset.indices(split)]).sort((a, b) => a - b);
    assert.deepEqual(
      all,
      Array.from({ length: 100 }, (_, i) => i),
    );
  });

  test('splits by the seed alone', () => {
    assert.deepEqual(build(0).indices('validation'), build(0).indices('validation'));
    assert.notDeepEqual(build(0).indices('validation'), build(1).indices('validation'));
  });

  test('finds an image by its position in the file, whatever the split', () => {
    const dataset = build(5);
    const indices = dataset.indices('validation').slice(2, 4);
    const [first, second] = indices;
    const repeat = (value: number) => [value, value, value, value];
    assert.deepEqual([...dataset.gatherImages('validation', indices)], [...repeat(first), ...repeat(second)]);
    assert.deepEqual([...dataset.gatherLabels('validation', indices)], [first % 3, second % 3]);
    assert.deepEqual([...dataset.gatherPixels('test', [6])], repeat(Math.fround(6 / 255)));
  });

  test('narrows to so many training images by the seed’s chance, and says so in its name', () => {
    const dataset = build(0);
    const [some, more] = [20, 50].map((trainImages) => dataset.narrow({ trainImages, classes: [0, 2] }));
    assert.deepEqual(some.counts, { ...build(0).narrow({ classes: [0, 2] }).counts, train: 20 });
    assert.equal(some.name, 'numbers, only 0 2, 20 images');
    assert.includeMembers([...more.indices('train')], [...some.indices('train')]);
    assert.isAbove(some.indices('train').at(-1)!, 60);
  });

  test('fills a buffer that it is given', () => {
    const buffer = new Uint8Array(8);
    assert.equal(build(0).gatherImages('test', [2, 5], buffer), buffer);
    assert.deepEqual([...buffer], [2, 2, 2, 2, 5, 5, 5, 5]);
  });

  test('gives zeros where there are no labels', () => {
    const { images } = numbered(20);
    const dataset = new Dataset({ name: 'bare', imageShape: [2, 2, 1], train: { images } }, 0);
    assert.isFalse(dataset.info.hasLabels);
    assert.deepEqual(dataset.info.classNames, []);
    assert.deepEqual([...dataset.gatherLabels('train', [3, 4])], [0, 0]);
  });

  test('refuses an index outside of the file and too few images', () => {
    assert.throws(() => build(0).gatherPixels('test', [7]), RangeError, 'from 0 to 6, found 7');
    const few = { name: 'few', imageShape: [2, 2, 1] as [number, number, number], train: numbered(5) };
    assert.throws(() => new Dataset(few, 0), RangeError, 'at least 11 for training');
  });
});

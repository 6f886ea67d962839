import { assert } from '@open-wc/testing';
import { gzipSync } from 'fflate';
import { parseIdx } from '../../../src/engine/datasets/idx-file.ts';
import { inflate } from '../../../src/engine/datasets/inflate.ts';
import { encodeIdx, rejection } from '../../helpers/idx.ts';

suite('parseIdx()', () => {
  const images = encodeIdx(
    [2, 3, 2],
    Uint8Array.from({ length: 12 }, (_, i) => i),
  );

  test('reads images, gzipped or not', async () => {
    for (const file of [images, gzipSync(images)]) {
      const { shape, data } = await parseIdx(file, 3, 'images');
      assert.deepEqual(shape, [2, 3, 2]);
      assert.deepEqual([...data], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }
  });

  test('reads labels from the middle of a larger buffer', async () => {
    const labels = encodeIdx([3], Uint8Array.of(7, 8, 9));
    const buffer = new Uint8Array(labels.length + 8).fill(255);
    buffer.set(labels, 5);
    const { shape, data } = await parseIdx(buffer.subarray(5, 5 + labels.length), 1, 'labels');
    assert.deepEqual(shape, [3]);
    assert.deepEqual([...data], [7, 8, 9]);
  });

  const bad: [string, Uint8Array, string][] = [
    ['a web page', new TextEncoder().encode('<!doctype html>'), 'begins with "3c 21 64 6f"'],
    ['an empty file', new Uint8Array(), 'begins with ""'],
    ['floats', encodeIdx([2, 3, 2], new Uint8Array(48), 0x0d), 'begins with "00 00 0d 03"'],
    ['labels', encodeIdx([12], new Uint8Array(12)), 'found 1 dimensions'],
    ['half a header', images.subarray(0, 10), 'expected a header of 16 bytes, found 10'],
    [
      'images cut short',
      images.subarray(0, 20),
      'expected 28 bytes for 2 × 3 × 2, found 20: the file is cut short',
    ],
    ['images and more', encodeIdx([2, 3, 2], new Uint8Array(14)), 'found 30: the file is too long'],
    ['a gzip file cut short', gzipSync(images).subarray(0, 25), 'found a damaged or cut short one'],
  ];
  for (const [kind, file, message] of bad) {
    test(`refuses ${kind} and says what it found`, async () => {
      const error = await rejection(parseIdx(file, 3, 'images'));
      assert.equal(error.name, 'UnreadableDataError');
      assert.include(error.message, message);
    });
  }
});

suite('inflate()', () => {
  test('stops at the limit', async () => {
    const error = await rejection(inflate(gzipSync(new Uint8Array(100000)), 'images', 50000));
    assert.include(error.message, 'expected at most 50000 bytes inside gzip');
  });
});

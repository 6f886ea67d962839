import { assert } from '@open-wc/testing';
import { jitterImages } from '../../../src/engine/training/jitter.ts';
import { randomPixels } from '../../helpers/tiny-run.ts';

const SHAPE = [9, 7, 2] as const;
const SIZE = 9 * 7 * 2;

suite('jitterImages()', () => {
  test('draws the same copies for the same seed and index, and others for others', () => {
    const pixels = randomPixels(3 * SIZE);
    const [first, again, otherIndex, otherSeed] = [
      { seed: 1, index: 2 },
      { seed: 1, index: 2 },
      { seed: 1, index: 3 },
      { seed: 2, index: 2 },
    ].map((draw) => [...jitterImages(pixels, SHAPE, 3, draw)]);
    assert.deepEqual(first, again);
    assert.notDeepEqual(first, otherIndex);
    assert.notDeepEqual(first, otherSeed);
  });

  test('changes nothing by 0 pixels', () => {
    const pixels = randomPixels(2 * SIZE);
    assert.deepEqual(jitterImages(pixels, SHAPE, 0, { seed: 0, index: 0 }), pixels);
  });

  test('moves what is in an image by no more than the amount, but by most of it now and then', () => {
    const size = 21;
    const dot = new Float32Array(200 * size * size);
    for (let image = 0; image < 200; image++) dot[image * size * size + 2 * size + 3] = 1; // row 2, column 3
    const moved = jitterImages(dot, [size, size, 1], 2, { seed: 0, index: 0 });
    let furthest = 0;
    for (let at = 0; at < moved.length; at++) {
      if (moved[at] === 0) continue;
      const [x, y] = [at % size, Math.floor(at / size) % size];
      furthest = Math.max(furthest, Math.abs(x - 3), Math.abs(y - 2));
    }
    // A value between pixels shows in the pixels around it.
    assert.isAtMost(furthest, 3);
    assert.isAtLeast(furthest, 2);
  });
});

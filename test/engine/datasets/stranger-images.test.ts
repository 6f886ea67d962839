import { assert } from '@open-wc/testing';
import { drawStrangers } from '../../../src/engine/datasets/index.ts';

suite('drawStrangers()', () => {
  test('draws bright strokes or shapes on dark ground, others for another seed or place', () => {
    for (const kind of ['letters', 'shapes'] as const) {
      const images = drawStrangers(kind, 20, [28, 28, 1], 0);
      assert.lengthOf(images, 20 * 784);
      for (let at = 0; at < 20; at++) {
        const image = images.subarray(at * 784, (at + 1) * 784);
        assert.equal(image[0], 0, kind);
        assert.isAbove(Math.max(...image), 60, kind);
        const next = images.subarray(((at + 1) % 20) * 784, (((at + 1) % 20) + 1) * 784);
        assert.notDeepEqual([...image], [...next]);
      }
      assert.deepEqual([...drawStrangers(kind, 2, [28, 28, 1], 0)], [...images.subarray(0, 2 * 784)]);
      assert.notDeepEqual([...drawStrangers(kind, 1, [28, 28, 1], 1)], [...images.subarray(0, 784)]);
    }
  });

  test('gives every channel the same', () => {
    const colour = drawStrangers('letters', 1, [8, 8, 3], 0);
    const grey = drawStrangers('letters', 1, [8, 8, 1], 0);
    assert.deepEqual(
      [...colour].filter((_, i) => i % 3 === 2),
      [...grey],
    );
  });
});

import { assert } from '@open-wc/testing';
import { tileAxis } from '../../../src/engine/kernels/winograd-plan.ts';

suite('tileAxis()', () => {
  test('covers every size with as few products as any tiles could', () => {
    for (let size = 1; size <= 200; size++) {
      const { large, small } = tileAxis(size);
      assert.isAtLeast(6 * large + 4 * small, size, `tiles of ${size}`);
      let fewest = Infinity;
      for (let other = 0; other <= size; other++)
        fewest = Math.min(fewest, 8 * other + 6 * Math.max(0, Math.ceil((size - 6 * other) / 4)));
      assert.strictEqual(8 * large + 6 * small, fewest, `products of ${size}`);
    }
  });

  test('cuts the sizes of digits without waste', () => {
    assert.deepEqual(tileAxis(28), { large: 4, small: 1 });
    assert.deepEqual(tileAxis(14), { large: 1, small: 2 });
  });
});

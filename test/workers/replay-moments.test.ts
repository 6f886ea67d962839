import { assert } from '@open-wc/testing';
import { countSample } from '../../src/workers/replay-moments.ts';

suite('countSample()', () => {
  test('bounds what 50 moments take to 20 MB, whatever the number of latent dimensions', () => {
    for (const latentDim of [1, 2, 32, 49, 64, 333, 1024]) {
      const count = countSample(latentDim);
      assert.isAtLeast(count, 90);
      assert.isAtMost(count, 2000);
      assert.isAtMost(50 * 4 * count * latentDim, 20e6);
    }
    assert.equal(countSample(49), 2000);
  });
});

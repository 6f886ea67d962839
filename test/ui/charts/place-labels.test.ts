import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import { placeLabels } from '../../../src/ui/charts/place-labels.ts';

suite('placeLabels()', () => {
  test('never lets two labels overlap, whatever is wanted', () => {
    const wishes = fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(wishes, fc.boolean(), (ys, fixed) => {
        const places = placeLabels(ys.map((y, at) => ({ y, fixed: fixed && at === 0 })), 13, 0, 200); // prettier-ignore
        for (let a = 0; a < places.length; a++) {
          assert.isAtLeast(places[a], -1e-6);
          assert.isAtMost(places[a], 200 + 1e-6);
          for (let b = 0; b < a; b++) assert.isAtLeast(Math.abs(places[a] - places[b]), 13 - 1e-5);
        }
      }),
    );
  });

  test('leaves fixed labels where they are and the others near their wish', () => {
    assert.deepEqual(placeLabels([{ y: 50 }, { y: 52, fixed: true }, { y: 90 }], 10, 0, 100), [42, 52, 90]);
  });
});

import { assert } from '@open-wc/testing';
import { combineSelection, readSelectionMode } from '../../../src/ui/state/selection-set.ts';

suite('combineSelection()', () => {
  test('replaces, adds without repetition, and takes away', () => {
    assert.deepEqual(combineSelection([5, 3], [7, 7, 3], 'replace'), [7, 3]);
    assert.deepEqual(combineSelection([5, 3], [7, 3], 'add'), [5, 3, 7]);
    assert.deepEqual(combineSelection([5, 3, 9], [3, 8], 'subtract'), [5, 9]);
  });
});

suite('readSelectionMode()', () => {
  test('takes Shift for adding and Alt for taking away', () => {
    assert.strictEqual(readSelectionMode({ shiftKey: false, altKey: false }), 'replace');
    assert.strictEqual(readSelectionMode({ shiftKey: true, altKey: false }), 'add');
    assert.strictEqual(readSelectionMode({ shiftKey: true, altKey: true }), 'subtract');
  });
});

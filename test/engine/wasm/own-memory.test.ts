import { assert } from '@open-wc/testing';
import { OwnMemory } from '../../../src/engine/wasm/index.ts';

suite('OwnMemory', () => {
  test('gives out blocks that lie apart and begin at multiples of 64, and grows for them', () => {
    const memory = new OwnMemory(false);
    const sizes = [1, 64, 65, 100_000, 3];
    const blocks = sizes.map((bytes) => ({ bytes, offset: memory.allocate(bytes) }));
    blocks.forEach(({ offset }) => assert.equal(offset % 64, 0));
    blocks.sort((a, b) => a.offset - b.offset);
    assert.isAbove(blocks[0].offset, 0);
    blocks.slice(1).forEach(({ offset }, i) => assert.isAtLeast(offset, blocks[i].offset + blocks[i].bytes));
    const last = blocks.at(-1)!;
    assert.isAtLeast(memory.buffer.byteLength, last.offset + last.bytes);
  });

  test('joins what is given back, in any order, and does not grow for what fits', () => {
    const memory = new OwnMemory(false);
    const blocks = [1000, 2000, 3000].map((bytes) => memory.allocate(bytes));
    const bytes = memory.buffer.byteLength;
    for (const i of [0, 2, 1]) memory.free(blocks[i]);
    assert.equal(memory.takenBytes, 0);
    assert.equal(memory.allocate(bytes - 64), blocks[0]);
    assert.equal(memory.buffer.byteLength, bytes);
  });

  test('refuses a block that is not its own, and says when there is no more memory', () => {
    const memory = new OwnMemory(false);
    const block = memory.allocate(8);
    memory.free(block);
    assert.throws(() => memory.free(block), RangeError, String(block));
    assert.throws(() => memory.allocate(2 ** 33), RangeError, 'fewer points');
    assert.isAbove(memory.allocate(8), 0);
  });

  test('is shared memory where it is to be', () => {
    assert.instanceOf(new OwnMemory(true).buffer, SharedArrayBuffer);
    assert.instanceOf(new OwnMemory(false).buffer, ArrayBuffer);
  });
});

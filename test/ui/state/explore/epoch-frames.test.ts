import { assert } from '@open-wc/testing';
import { maxMoments } from '../../../../src/ui/state/index.ts';
import { EpochFrames } from '../../../../src/ui/state/explore/epoch-frames.ts';

const codesOf = (epoch: number) => ({ epoch, latents: Float32Array.of(epoch, 0), latentDim: 2 });

suite('EpochFrames', () => {
  test('keeps a bounded number of frames, evenly spread over a long run, from the first on', () => {
    const frames = new EpochFrames();
    for (let epoch = 0; epoch <= 330; epoch++) {
      frames.add(codesOf(epoch));
      assert.isAtMost(frames.list.length, maxMoments);
    }
    assert.equal(frames.stride, 8);
    assert.deepEqual(
      frames.list.map(({ epoch }) => epoch),
      Array.from({ length: 42 }, (_, number) => 8 * number),
    );
    assert.equal(frames.bytes, 42 * 8);
  });

  test('replaces what a run that was put back had told before', () => {
    const frames = new EpochFrames();
    for (const epoch of [0, 1, 2, 3, 2]) frames.add(codesOf(epoch));
    assert.deepEqual(
      frames.list.map(({ epoch }) => epoch),
      [0, 1, 2],
    );
  });

  test('places the frame that was laid out, not a later one of the same epoch', () => {
    const frames = new EpochFrames();
    frames.add(codesOf(0));
    const [laidOut] = frames.list;
    frames.add(codesOf(0));
    frames.place(laidOut, Float32Array.of(1, 1));
    assert.isUndefined(frames.list[0].points);
    frames.place(frames.list[0], Float32Array.of(2, 2));
    assert.deepEqual(frames.list[0].points, Float32Array.of(2, 2));
  });
});

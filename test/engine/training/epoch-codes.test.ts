import { assert } from '@open-wc/testing';
import { strToU8, zipSync } from 'fflate';
import { packEpochCodes, unpackEpochCodes, type EpochCodes } from '../../../src/engine/training/index.ts';

const replay: EpochCodes[] = [0, 1, 4].map((epoch) => ({
  epoch,
  latents: Float32Array.from({ length: 6 }, (_, at) => epoch + at / 7),
  latentDim: 2,
}));

suite('packEpochCodes() and unpackEpochCodes()', () => {
  test('are each other’s inverse, bit for bit', () => {
    assert.deepEqual(unpackEpochCodes(zipSync(packEpochCodes(replay))), replay);
  });

  test('find none in a file that has none', () => {
    assert.deepEqual(packEpochCodes([]), {});
    assert.deepEqual(unpackEpochCodes(zipSync({ 'run.json': strToU8('{}') })), []);
  });

  for (const [kind, part, message] of [
    ['codes that are cut short', { 'replay.bin': new Uint8Array(8) }, /expected 72 bytes.*found 8/],
    ['no JSON', { 'replay.json': strToU8('{') }, /expected ascending epochs/],
    [
      'epochs that do not ascend',
      { 'replay.json': strToU8('{"epochs":[1,0,4],"count":3,"latentDim":2}') },
      /expected ascending epochs/,
    ],
  ] as const) {
    test(`refuse ${kind}`, () => {
      assert.throws(() => unpackEpochCodes(zipSync({ ...packEpochCodes(replay), ...part })), message);
    });
  }
});

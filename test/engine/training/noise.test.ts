import { assert } from '@open-wc/testing';
import { addNoise, noiseKinds, type Noise } from '../../../src/engine/training/noise.ts';

const shape = [28, 28, 1] as const;
const grey = new Float32Array(784 * 40).fill(0.5);

function corrupt(noise: Noise, place = { seed: 3, index: 7 }): Float32Array {
  return addNoise(grey, shape, noise, place);
}

function momentsOf(values: Float32Array): [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
}

suite('addNoise()', () => {
  test('is the same for the same seed and index, another for others, and leaves the images as they were', () => {
    for (const kind of noiseKinds.filter((name) => name !== 'blur')) {
      const noise = { kind, amount: 0.3 };
      assert.deepEqual(corrupt(noise), corrupt(noise));
      assert.notDeepEqual(corrupt(noise), corrupt(noise, { seed: 3, index: 8 }));
      assert.notDeepEqual(corrupt(noise), corrupt(noise, { seed: 4, index: 7 }));
    }
    assert.isTrue(grey.every((value) => value === 0.5));
  });

  test('adds normal numbers of the deviation asked for, clipped', () => {
    const [mean, deviation] = momentsOf(corrupt({ kind: 'gaussian', amount: 0.1 }));
    // 31,360 values: the mean's own deviation is .0006, the deviation's .0004.
    assert.approximately(mean, 0.5, 0.003);
    assert.approximately(deviation, 0.1, 0.002);
    const wide = corrupt({ kind: 'gaussian', amount: 1 });
    assert.isTrue(wide.every((value) => value >= 0 && value <= 1));
    assert.isTrue(wide.includes(0) && wide.includes(1));
  });

  test('blackens, and half the time whitens, the share asked for', () => {
    const shares = (kind: 'masking' | 'salt-and-pepper') => {
      const values = corrupt({ kind, amount: 0.4 });
      return [0, 1].map((colour) => values.filter((value) => value === colour).length / values.length);
    };
    const [masked, none] = shares('masking');
    assert.approximately(masked, 0.4, 0.015);
    assert.strictEqual(none, 0);
    const [black, white] = shares('salt-and-pepper');
    assert.approximately(black, 0.2, 0.012);
    assert.approximately(white, 0.2, 0.012);
  });

  test('spreads a point as a Gaussian of the deviation asked for, in each channel alone', () => {
    const image = new Float32Array(15 * 15 * 2);
    image[2 * (7 * 15 + 7)] = 1;
    const blurred = addNoise(image, [15, 15, 2], { kind: 'blur', amount: 1.5 }, { seed: 0, index: 0 });
    let [sum, squares, other] = [0, 0, 0];
    for (let i = 0; i < 225; i++) {
      sum += blurred[2 * i];
      squares += blurred[2 * i] * ((i % 15) - 7) ** 2;
      other += blurred[2 * i + 1];
    }
    assert.approximately(sum, 1, 1e-5);
    assert.approximately(Math.sqrt(squares), 1.5, 0.03);
    assert.strictEqual(other, 0);
  });
});

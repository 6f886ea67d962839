import { assert } from '@open-wc/testing';
import { logImportanceWeight, logMeanExp } from '../../../src/engine/analysis/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

suite('logImportanceWeight()', () => {
  /** Forty pixels, each the lighter the larger the only latent number is. */
  const decode = (z: number) =>
    Float32Array.from({ length: 40 }, (_, i) => 1 / (1 + Math.exp(-(z * (i - 20)) / 10)));
  const image = Float32Array.from({ length: 40 }, (_, i) => Number(i > 14 && i !== 30));

  test('averages to the likelihood that integration over all codes gives, whatever they are drawn from', () => {
    let integral = 0;
    const step = 1e-3;
    for (let z = -8; z < 8; z += step) {
      const shares = decode(z);
      const chance = image.reduce((product, x, i) => product * (x ? shares[i] : 1 - shares[i]), 1);
      integral += (step * chance * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
    }
    for (const [mean, deviation] of [
      [0, 1],
      [1.2, 0.8],
    ]) {
      const distribution = {
        mean: Float32Array.of(mean),
        logVariance: Float32Array.of(2 * Math.log(deviation)),
      };
      const random = new RandomSequence(0, 'test');
      const weights = Float64Array.from({ length: 20_000 }, () => {
        const code = Float32Array.of(random.normal(mean, deviation));
        return logImportanceWeight(image, decode(code[0]), code, distribution);
      });
      assert.closeTo(logMeanExp(weights), Math.log(integral), 0.03, `from N(${mean}, ${deviation}²)`);
    }
  });

  test('stays finite where the decoder is sure and wrong', () => {
    const shares = Float32Array.from(image, (x) => 1 - x);
    const distribution = { mean: Float32Array.of(0), logVariance: Float32Array.of(0) };
    const weight = logImportanceWeight(image, shares, Float32Array.of(0), distribution);
    assert.closeTo(weight, 40 * Math.log(1e-7), 0.01);
    assert.closeTo(logMeanExp(Float64Array.of(-2000, -2000)), -2000, 1e-9);
  });
});

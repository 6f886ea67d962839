import { assert } from '@open-wc/testing';
import { fitGaussianMixture, sampleMixture } from '../../../src/engine/analysis/index.ts';
import { rejection } from '../../helpers/idx.ts';
import { createClusters } from '../../helpers/clusters.ts';

const dimensions = 4;
const vectors = createClusters(600, dimensions, 3);
const options = { components: 3, iterations: 10, seed: 1 };

suite('fitGaussianMixture()', () => {
  test('finds three far clusters, each with its share', async () => {
    const { components, shares } = await fitGaussianMixture(vectors, dimensions, options);
    assert.equal(components.length, 3);
    for (const share of shares) assert.closeTo(share, 1 / 3, 0.01);
    // A cluster's centre lies 20 out on an axis of its own.
    const axes = components.map(({ mean }) => mean.findIndex((value) => value > 15));
    assert.sameMembers(axes, [0, 1, 2]);
  });

  test('fits better with more iterations and with the right number of components', async () => {
    const fit = (components: number, iterations: number) =>
      fitGaussianMixture(vectors, dimensions, { components, iterations, seed: 1 });
    const one = await fit(1, 1);
    const [early, late] = [await fit(3, 1), await fit(3, 10)];
    assert.isAbove(early.logLikelihood, one.logLikelihood + 1);
    assert.isAtLeast(late.logLikelihood, early.logLikelihood - 1e-9);
  });

  test('ends with what its pause throws, and refuses more components than vectors', async () => {
    const pause = () => Promise.reject(new DOMException('cancelled', 'AbortError'));
    assert.equal(
      (await rejection(fitGaussianMixture(vectors, dimensions, { ...options, pause }))).name,
      'AbortError',
    );
    const few = fitGaussianMixture(vectors.subarray(0, 8), dimensions, options);
    assert.match((await rejection(few)).message, /components: expected an integer from 1 to 2, found 3/);
  });
});

suite('sampleMixture()', () => {
  test('draws vectors with the mean and spread of those that it was fitted to, anew for another seed', async () => {
    const mixture = await fitGaussianMixture(vectors, dimensions, options);
    const samples = sampleMixture(mixture, 6000, 3);
    const measure = (rows: Float32Array, axis: number) => {
      const column = rows.filter((_, i) => i % dimensions === axis);
      const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
      const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
      return { mean, deviation: Math.sqrt(variance) };
    };
    for (let axis = 0; axis < dimensions; axis++) {
      const [found, expected] = [measure(samples, axis), measure(vectors, axis)];
      assert.closeTo(found.mean, expected.mean, 0.5);
      assert.closeTo(found.deviation, expected.deviation, 0.3);
    }
    assert.deepEqual(sampleMixture(mixture, 5, 3), samples.slice(0, 5 * dimensions));
    assert.notDeepEqual(sampleMixture(mixture, 5, 4), samples.slice(0, 5 * dimensions));
  });
});

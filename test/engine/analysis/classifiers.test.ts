import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { assert } from '@open-wc/testing';
import { SoftmaxProbe, spreadLabels, voteNeighbours } from '../../../src/engine/analysis/index.ts';
import { chooseLabelled } from '../../../src/engine/datasets/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

/** Three blobs in three dimensions, two units apart along one axis, on scales that differ by a thousand. */
function makeBlobs(count: number, seed: number) {
  const random = new RandomSequence(seed, 'test');
  const labels = Uint8Array.from({ length: count }, () => Math.floor(random.uniform(0, 3)));
  const vectors = new Float32Array(count * 3);
  labels.forEach((label, row) => {
    vectors.set([1000 * (2 * label + random.normal(0, 0.4)), random.normal(), 5], row * 3);
  });
  return { vectors, labels };
}

function accuracy(found: Uint8Array, labels: Uint8Array): number {
  return found.reduce((sum, label, i) => sum + Number(label === labels[i]), 0) / labels.length;
}

suite('SoftmaxProbe', () => {
  suiteSetup(() => tf.setBackend('cpu'));

  test('parts what straight lines part, whatever the scale', async () => {
    const probe = await SoftmaxProbe.fit(makeBlobs(600, 0), { classes: 3, seed: 0 });
    const { vectors, labels } = makeBlobs(300, 1);
    assert.isAbove(accuracy(probe.classify(vectors), labels), 0.96);
  });

  test('is the same for the same seed, and leaves no tensors', async () => {
    const { numTensors } = tf.memory();
    const test = makeBlobs(300, 2).vectors;
    const [first, second] = [
      await SoftmaxProbe.fit(makeBlobs(60, 0), { classes: 3, seed: 5 }),
      await SoftmaxProbe.fit(makeBlobs(60, 0), { classes: 3, seed: 5 }),
    ];
    assert.deepEqual([...first.classify(test)], [...second.classify(test)]);
    assert.equal(tf.memory().numTensors, numTensors);
  });
});

suite('voteNeighbours()', () => {
  test('says what brute force says, over blocks that do not divide', async () => {
    const known = makeBlobs(4100, 3);
    const { vectors } = makeBlobs(501, 4);
    const found = await voteNeighbours(vectors, known, { k: 5 });
    for (const query of [0, 250, 499, 500]) {
      const distances = Array.from(known.labels, (label, row) => ({
        label,
        distance: Math.hypot(...[0, 1, 2].map((i) => vectors[query * 3 + i] - known.vectors[row * 3 + i])),
      })).sort((a, b) => a.distance - b.distance);
      const votes = distances.slice(0, 5).map(({ label }) => label);
      const counts = [0, 1, 2].map((label) => votes.filter((vote) => vote === label).length);
      assert.equal(counts[found[query]], Math.max(...counts), `query ${query}`);
    }
  });

  test('makes do with fewer references than neighbours', async () => {
    const known = { vectors: Float32Array.of(0, 10), labels: Uint8Array.of(4, 7) };
    assert.deepEqual([...(await voteNeighbours(Float32Array.of(1, 9), known, { k: 5 }))], [4, 7]);
  });
});

suite('chooseLabelled()', () => {
  test('takes equally many of each class, always the same for a seed', () => {
    const indices = Uint32Array.from({ length: 200 }, (_, i) => 1000 + i);
    const labels = Uint8Array.from({ length: 200 }, (_, i) => (i < 5 ? 0 : i % 2 === 0 ? 1 : 2));
    const chosen = chooseLabelled(indices, labels, 30, 0);
    const counts = [0, 1, 2].map(
      (label) => [...chosen].filter((index) => labels[index - 1000] === label).length,
    );
    assert.deepEqual(counts, [5, 13, 12]);
    assert.lengthOf(new Set(chosen), 30);
    assert.deepEqual([...chooseLabelled(indices, labels, 30, 0)], [...chosen]);
    assert.notDeepEqual([...chooseLabelled(indices, labels, 30, 1)], [...chosen]);
    assert.strictEqual(chooseLabelled(indices, labels, 'all', 0), indices);
  });
});

suite('spreadLabels()', () => {
  test('follows shapes that straight lines and distances do not: two rings from one label each', async () => {
    const random = new RandomSequence(7, 'test');
    const ring = (radius: number) => {
      const angle = random.uniform(0, 2 * Math.PI);
      const away = radius + random.normal(0, 0.05);
      return [away * Math.cos(angle), away * Math.sin(angle)];
    };
    const truth = Uint8Array.from({ length: 600 }, (_, i) => i % 2);
    const unlabelled = Float32Array.from(Array.from(truth, (label) => ring(1 + label)).flat());
    const known = { vectors: Float32Array.of(1, 0, 0, 2), labels: Uint8Array.of(0, 1) };
    const spread = await spreadLabels(known, unlabelled, { classes: 2 });
    assert.isAbove(accuracy(spread, truth), 0.98);
    assert.isBelow(accuracy(await voteNeighbours(unlabelled, known, { k: 1 }), truth), 0.9);
  });
});

import { assert } from '@open-wc/testing';
import {
  AnomalyScorer,
  fitGaussian,
  measureMahalanobis,
  measureRoc,
  readSigns,
} from '../../../src/engine/analysis/index.ts';
import { RandomSequence } from '../../../src/engine/random.ts';

suite('fitGaussian() and measureMahalanobis()', () => {
  test('give squared distances in units of the spread, correlations taken out', () => {
    const random = new RandomSequence(0, 'test');
    const vectors = new Float32Array(2 * 20_000);
    for (let row = 0; row < 20_000; row++) {
      const [a, b] = [random.normal(), random.normal()];
      vectors[2 * row] = 3 + 2 * a;
      vectors[2 * row + 1] = -1 + a + 0.5 * b;
    }
    const gaussian = fitGaussian(vectors, 2);
    // Along the correlation (2, 1) is one deviation away; across it, (0, 1) is two.
    const [centre, along, across] = measureMahalanobis(gaussian, Float32Array.of(3, -1, 5, 0, 3, 0));
    assert.closeTo(centre, 0, 0.01);
    assert.closeTo(along, 1, 0.05);
    assert.closeTo(across, 4, 0.2);
    const all = measureMahalanobis(gaussian, vectors);
    assert.closeTo(all.reduce((sum, value) => sum + value, 0) / 20_000, 2, 0.02);
  });

  test('survive directions without variance, and refuse a single vector', () => {
    const gaussian = fitGaussian(Float32Array.of(0, 5, 1, 5, 2, 5), 2);
    assert.isTrue(measureMahalanobis(gaussian, Float32Array.of(1, 6)).every(Number.isFinite));
    assert.throws(() => fitGaussian(Float32Array.of(1, 2), 2), RangeError, 'two rows');
  });
});

suite('measureRoc()', () => {
  test('counts pairs in the right order, ties half', () => {
    const { area, falsePositives, truePositives } = measureRoc([4, 3, 3, 1], [true, false, true, false]);
    assert.closeTo(area, (1 + 1 + 0.5 + 1) / 4, 1e-12);
    assert.deepEqual([...falsePositives], [0, 0, 0.5, 1]);
    assert.deepEqual([...truePositives], [0, 0.5, 1, 1]);
  });

  test('is 1 for scores that part them, and undefined without both kinds', () => {
    const scores = Array.from({ length: 3000 }, (_, i) => i);
    const { area, truePositives } = measureRoc(
      scores,
      scores.map((score) => score > 2000),
    );
    assert.equal(area, 1);
    assert.isAtMost(truePositives.length, 501);
    assert.isNaN(measureRoc([1, 2], [true, true]).area);
  });
});

suite('AnomalyScorer', () => {
  /** 400 normal images of 4 pixels, rebuilt with a small error, with codes of 3 numbers. */
  function drawNormal(seed: number) {
    const random = new RandomSequence(seed, 'test');
    const pixels = Float32Array.from({ length: 400 * 4 }, () => random.uniform());
    const rebuilt = pixels.map((value) => value + random.normal(0, 0.05));
    const codes = Float32Array.from({ length: 400 * 3 }, () => random.normal());
    return readSigns(pixels, rebuilt, codes, 3);
  }

  test('puts odd codes and bad reconstructions above normal images, by either score and by both', async () => {
    const scorer = await AnomalyScorer.fit(drawNormal(1), drawNormal(2));
    // An odd code well rebuilt, a usual code badly rebuilt, a normal image.
    const signs = readSigns(
      Float32Array.of(1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0),
      Float32Array.of(1, 0, 1, 0.05, 0, 0, 1, 0, 1, 0, 1, 0.05),
      Float32Array.of(9, 9, 9, 0.5, 1, 0.5, 0.5, 1, 0.5),
      3,
    );
    const error = scorer.score(signs, 'error');
    const latent = scorer.score(signs, 'latent');
    const both = scorer.score(signs, 'both');
    assert.isAbove(error[1], 100 * error[2]);
    assert.isAbove(latent[0], 50 * latent[2]);
    assert.isAbove(both[0], both[2] + 1);
    assert.isAbove(both[1], both[2] + 1);
  });

  test('finds by both scores what is unusual only together', async () => {
    const random = new RandomSequence(3, 'test');
    // Two kinds of images, far apart: those of positive codes are rebuilt ten times as badly.
    const draw = () => {
      const [pixels, rebuilt, codes] = [[], [], []] as number[][];
      for (let image = 0; image < 2000; image++) {
        const side = image % 2 ? 1 : -1;
        for (let i = 0; i < 4; i++) {
          pixels.push(random.uniform(0.5, 1));
          rebuilt.push(pixels.at(-1)! + random.normal(0, side > 0 ? 0.1 : 0.01));
        }
        codes.push(3 * side + random.normal(), random.normal());
      }
      return readSigns(Float32Array.from(pixels), Float32Array.from(rebuilt), Float32Array.from(codes), 2);
    };
    const scorer = await AnomalyScorer.fit(draw(), draw());
    // Rebuilt as the kind of positive codes is, with a code of each kind: only the first is strange.
    const signs = readSigns(
      Float32Array.of(0.7, 0.8, 0.9, 0.7, 0.7, 0.8, 0.9, 0.7),
      Float32Array.of(0.8, 0.7, 1, 0.6, 0.8, 0.7, 1, 0.6),
      Float32Array.of(-3, 0, 3, 0),
      2,
    );
    const [error, both] = [scorer.score(signs, 'error'), scorer.score(signs, 'both')];
    assert.closeTo(error[0], error[1], 1e-6);
    assert.isAbove(both[0], both[1] + 1);
  });

  test('scores a blank image', async () => {
    const pixels = Float32Array.of(1, 0, 1, 1);
    const normal = readSigns(pixels, Float32Array.of(1, 0.1, 1, 0.8), Float32Array.of(0, 1), 1);
    const scorer = await AnomalyScorer.fit(normal, normal);
    const blank = readSigns(new Float32Array(2), new Float32Array(2), Float32Array.of(1), 1);
    for (const by of ['error', 'latent', 'both'] as const)
      assert.isFalse(Number.isNaN(scorer.score(blank, by)[0]), by);
  });
});

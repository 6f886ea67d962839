import { outOfRange, requireInteger } from '../errors.ts';
import { RandomSequence } from '../random.ts';
import { fitWeightedGaussian, measureMahalanobis, type Gaussian } from './gaussian.ts';

/** Several normal distributions, each with its share of the whole. */
export interface GaussianMixture {
  components: Gaussian[];
  /** One for each component; they sum to 1. */
  shares: Float64Array;
  /** Mean log-density of the vectors it was fitted to, in nats: rises with every iteration. */
  logLikelihood: number;
}

export interface FitMixtureOptions {
  /** Number of normal distributions; an integer from 1 to the number of vectors. */
  components: number;
  /** Of expectation-maximisation; an integer ≥ 1. */
  iterations: number;
  seed: number;
  /** Awaited between pieces of work, to give way; what it throws ends the fit. */
  pause?: (done: number, total: number) => Promise<void>;
}

/**
 * Fits a mixture of normal distributions with full covariances by expectation-maximisation (Dempster, Laird & Rubin
 * 1977), begun at vectors that lie far apart (k-means++, Arthur & Vassilvitskii 2007). A mixture on the codes of a
 * trained autoencoder makes a generator of it (Ghosh et al., "From variational to deterministic autoencoders", 2020).
 * @param vectors count × dimensions, row by row
 */
export async function fitGaussianMixture(
  vectors: Float32Array,
  dimensions: number,
  { components, iterations, seed, pause = async () => undefined }: FitMixtureOptions,
): Promise<GaussianMixture> {
  const count = vectors.length / dimensions;
  if (!Number.isInteger(count) || count < 2)
    throw outOfRange('vectors', `two rows or more of ${dimensions}`, `${vectors.length} numbers`);
  requireInteger('components', components, 1, count);
  requireInteger('iterations', iterations, 1);
  // Row c holds how much each vector belongs to component c.
  let belonging = assignToNearest(vectors, dimensions, chooseCentres(vectors, dimensions, components, seed));
  let mixture: GaussianMixture | undefined;
  const total = iterations * 2 * components;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const fitted: Gaussian[] = [];
    const shares: number[] = [];
    for (const weights of belonging) {
      const share = weights.reduce((sum, weight) => sum + weight, 0) / count;
      // A component that has lost all its vectors to others is left out.
      if (share * count >= 1) {
        fitted.push(fitWeightedGaussian(vectors, dimensions, weights));
        shares.push(share);
      }
      await pause(iteration * 2 * components + fitted.length, total);
    }
    const sum = shares.reduce((all, share) => all + share, 0);
    const logDensities: Float64Array[] = [];
    for (const [index, gaussian] of fitted.entries()) {
      logDensities.push(measureLogDensity(gaussian, vectors, Math.log(shares[index] / sum)));
      await pause((iteration * 2 + 1) * components + index, total);
    }
    const logLikelihood = normalizeColumns(logDensities) / count;
    belonging = logDensities;
    mixture = {
      components: fitted,
      shares: Float64Array.from(shares, (share) => share / sum),
      logLikelihood,
    };
  }
  return mixture!;
}

/** New vectors of a mixture, count × dimensions; the same for the same seed. */
export function sampleMixture(
  { components, shares }: Pick<GaussianMixture, 'components' | 'shares'>,
  count: number,
  seed: number,
): Float32Array {
  const dimensions = components[0].mean.length;
  const random = new RandomSequence(seed, 'sampling');
  const vectors = new Float32Array(count * dimensions);
  const normals = new Float64Array(dimensions);
  for (let row = 0; row < count; row++) {
    let left = random.uniform();
    const chosen = shares.findIndex((share) => (left -= share) < 0);
    const { mean, factor } = components[chosen < 0 ? components.length - 1 : chosen];
    for (let i = 0; i < dimensions; i++) {
      normals[i] = random.normal();
      let value = mean[i];
      for (let j = 0; j <= i; j++) value += factor[i * dimensions + j] * normals[j];
      vectors[row * dimensions + i] = value;
    }
  }
  return vectors;
}

/** Log-density of each of count × dimensions vectors, in nats. */
export function measureMixture(
  { components, shares }: Pick<GaussianMixture, 'components' | 'shares'>,
  vectors: Float32Array,
): Float32Array {
  const columns = components.map((each, index) => measureLogDensity(each, vectors, Math.log(shares[index])));
  return Float32Array.from(columns[0], (_, row) => {
    const largest = columns.reduce((most, column) => Math.max(most, column[row]), -Infinity);
    return largest + Math.log(columns.reduce((sum, column) => sum + Math.exp(column[row] - largest), 0));
  });
}

/** Positions of vectors, each drawn with a chance that grows with its squared distance from those before it. */
function chooseCentres(vectors: Float32Array, dimensions: number, count: number, seed: number): number[] {
  const random = new RandomSequence(seed, 'sampling', 1);
  const rows = vectors.length / dimensions;
  const centres = [Math.floor(random.uniform(0, rows))];
  const nearest = new Float64Array(rows).fill(Infinity);
  while (centres.length < count) {
    const centre = centres.at(-1)!;
    let total = 0;
    for (let row = 0; row < rows; row++) {
      nearest[row] = Math.min(nearest[row], squaredDistance(vectors, row, centre, dimensions));
      total += nearest[row];
    }
    let left = random.uniform(0, total);
    const next = nearest.findIndex((distance) => (left -= distance) < 0);
    centres.push(next < 0 ? rows - 1 : next);
  }
  return centres;
}

function assignToNearest(vectors: Float32Array, dimensions: number, centres: number[]): Float64Array[] {
  const rows = vectors.length / dimensions;
  const belonging = centres.map(() => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    const distances = centres.map((centre) => squaredDistance(vectors, row, centre, dimensions));
    belonging[distances.indexOf(Math.min(...distances))][row] = 1;
  }
  return belonging;
}

function squaredDistance(vectors: Float32Array, a: number, b: number, dimensions: number): number {
  let sum = 0;
  for (let i = 0; i < dimensions; i++) {
    sum += (vectors[a * dimensions + i] - vectors[b * dimensions + i]) ** 2;
  }
  return sum;
}

function measureLogDensity(gaussian: Gaussian, vectors: Float32Array, logShare: number): Float64Array {
  const dimensions = gaussian.mean.length;
  let constant = logShare - (dimensions / 2) * Math.log(2 * Math.PI);
  for (let i = 0; i < dimensions; i++) constant -= Math.log(gaussian.factor[i * dimensions + i]);
  return Float64Array.from(measureMahalanobis(gaussian, vectors), (squares) => constant - squares / 2);
}

/** Log-densities become shares, in place, that sum to 1 for each vector; returns the sum of the vectors' log-densities. */
function normalizeColumns(logDensities: Float64Array[]): number {
  let logLikelihood = 0;
  for (let row = 0; row < logDensities[0].length; row++) {
    const largest = logDensities.reduce((most, column) => Math.max(most, column[row]), -Infinity);
    let sum = 0;
    for (const column of logDensities) sum += Math.exp(column[row] - largest);
    const logSum = largest + Math.log(sum);
    for (const column of logDensities) column[row] = Math.exp(column[row] - logSum);
    logLikelihood += logSum;
  }
  return logLikelihood;
}

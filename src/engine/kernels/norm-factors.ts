/** What the normalization jobs share: their words and the table of factors per channel (assembly/norm/norm-words.ts). */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelContext } from './kernel-context.ts';
import { PART_ELEMENTS } from './sum-tree.ts';

export interface NormAttributes {
  epsilon: number;
  relu: boolean;
  pool: 1 | 2;
}

export interface NormInputs {
  x: TensorInfo;
  gamma: TensorInfo;
  beta: TensorInfo;
  mean: TensorInfo;
  variance: TensorInfo;
}

/** Rows of the table: mean, scale, beta, offset, slope. */
const FACTORS = 5;

export function floats(context: KernelContext, offset: number, count: number): Float32Array {
  return new Float32Array(context.memory(), offset, count);
}

/**
 * Writes the table into workspace and returns its offset.
 * @param sums Offset of [Σ g, Σ g·(x − mean)][channels] over all images, when going back.
 */
export function writeFactors(
  context: KernelContext,
  { x, gamma, beta, mean, variance }: NormInputs,
  epsilon: number,
  sums?: number,
): number {
  const channels = x.shape[3];
  const count = x.shape[0] * x.shape[1] * x.shape[2];
  const offset = context.workspace('norm-factors', 4 * FACTORS * channels);
  const table = floats(context, offset, FACTORS * channels);
  const [gammas, betas, means, variances] = [gamma, beta, mean, variance].map((tensor) =>
    floats(context, context.offset(tensor), channels),
  );
  const totals = sums === undefined ? undefined : floats(context, sums, 2 * channels);
  for (let channel = 0; channel < channels; channel++) {
    const power = 1 / (variances[channel] + epsilon);
    const scale = gammas[channel] * Math.sqrt(power);
    table[channel] = means[channel];
    table[channels + channel] = scale;
    table[2 * channels + channel] = betas[channel];
    if (totals === undefined) continue;
    table[3 * channels + channel] = (scale * totals[channel]) / count;
    table[4 * channels + channel] = (scale * power * totals[channels + channel]) / count;
  }
  return offset;
}

export interface NormJob {
  parts: number;
  /** From word 5 on. */
  words: number[];
}

/** @param incomplete Whether a last odd row or column makes cells too. */
export function normJob(
  [batch, height, width, channels]: number[],
  { pool, relu }: NormAttributes,
  factors: number,
  incomplete: boolean,
): NormJob {
  const cellRows = batch * (incomplete ? Math.ceil(height / pool) : Math.floor(height / pool));
  const perPart = Math.max(1, Math.floor(PART_ELEMENTS / Math.max(1, pool * width * channels)));
  return {
    parts: Math.ceil(cellRows / perPart),
    words: [factors, channels, height, width, pool, relu ? 1 : 0, cellRows, perPart],
  };
}

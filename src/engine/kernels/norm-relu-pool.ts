/**
 * AeNormReluPool: x [batch, height, width, channels] normalized by its own statistics, ReLU and 2×2 max pool where
 * wanted, in two passes over x: [y, mean, variance]. AeNormReluPoolInference: the second pass alone, with given ones.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { BATCH_STATS, JOIN_STATS, NORM_RELU_POOL } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import type { KernelContext } from './kernel-context.ts';
import { normJob, writeFactors, type NormAttributes, type NormInputs } from './norm-factors.ts';
import { PART_ELEMENTS } from './sum-tree.ts';

/** Channels that one part of the last job joins, and its scratch: two float64 each (assembly/norm/batch-stats.ts). */
const JOINED_CHANNELS = 16;

/** Writes mean and variance [channels] over all other axes of x. */
function computeStatistics(
  context: KernelContext,
  x: TensorInfo,
  mean: TensorInfo,
  variance: TensorInfo,
): void {
  const channels = x.shape[3];
  const rows = x.shape[0] * x.shape[1] * x.shape[2];
  if (rows === 0)
    throw new TypeError(`Expected images to normalize, but found shape [${x.shape.join(', ')}]`);
  const rowsPerPart = Math.max(1, Math.floor(PART_ELEMENTS / channels));
  const parts = Math.ceil(rows / rowsPerPart);
  const partials = context.workspace('partials', 4 * parts * 2 * channels);
  const words = [context.offset(x), partials, rows, channels, rowsPerPart];
  context.run(BATCH_STATS, parts, words, 4 * channels);
  const results = [context.offset(mean), context.offset(variance)];
  context.run(
    JOIN_STATS,
    Math.ceil(channels / JOINED_CHANNELS),
    [...words, ...results],
    JOINED_CHANNELS * 16,
  );
}

/** With given statistics. */
export function normalize(context: KernelContext, inputs: NormInputs, attrs: NormAttributes): TensorInfo {
  const { x } = inputs;
  const [batch, height, width, channels] = x.shape;
  const { pool, epsilon } = attrs;
  const y = context.output([batch, Math.floor(height / pool), Math.floor(width / pool), channels]);
  const { parts, words } = normJob(x.shape, attrs, writeFactors(context, inputs, epsilon), false);
  context.run(NORM_RELU_POOL, parts, [context.offset(x), context.offset(y), 0, ...words]);
  return y;
}

export const normReluPool = defineKernel<Pick<NormInputs, 'x' | 'gamma' | 'beta'>, NormAttributes>(
  'AeNormReluPool',
  (context, { inputs, attrs }) => {
    const channels = inputs.x.shape[3];
    const mean = context.output([channels]);
    const variance = context.output([channels]);
    computeStatistics(context, inputs.x, mean, variance);
    return [normalize(context, { ...inputs, mean, variance }, attrs), mean, variance];
  },
);

export const normReluPoolInference = defineKernel<NormInputs, NormAttributes>(
  'AeNormReluPoolInference',
  (context, { inputs, attrs }) => normalize(context, inputs, attrs),
);

/** AeNormReluPoolGrad: back through AeNormReluPool, two passes over x and dy: [dx, dGamma, dBeta]. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { NORM_RELU_POOL_GRADIENT, NORM_RELU_POOL_SUMS } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { floats, normJob, writeFactors, type NormAttributes, type NormInputs } from './norm-factors.ts';
import { sumTree } from './sum-tree.ts';

export const normReluPoolGrad = defineKernel<NormInputs & { dy: TensorInfo }, NormAttributes>(
  'AeNormReluPoolGrad',
  (context, { inputs, attrs }) => {
    const { x, dy, variance } = inputs;
    const channels = x.shape[3];
    const [xOffset, dyOffset] = [context.offset(x), context.offset(dy)];
    const dx = context.output(x.shape);
    const dGamma = context.output([channels]);
    const dBeta = context.output([channels]);

    const first = normJob(x.shape, attrs, writeFactors(context, inputs, attrs.epsilon), true);
    const partials = context.workspace('partials', 4 * first.parts * 2 * channels);
    context.run(NORM_RELU_POOL_SUMS, first.parts, [xOffset, dyOffset, partials, ...first.words]);
    const sums = context.workspace('norm-sums', 4 * 2 * channels);
    sumTree(context, partials, sums, { outer: 1, count: first.parts, inner: 2 * channels });

    const second = normJob(x.shape, attrs, writeFactors(context, inputs, attrs.epsilon, sums), true);
    context.run(NORM_RELU_POOL_GRADIENT, second.parts, [
      xOffset,
      dyOffset,
      context.offset(dx),
      ...second.words,
    ]);

    const totals = floats(context, sums, 2 * channels);
    const variances = floats(context, context.offset(variance), channels);
    floats(context, context.offset(dBeta), channels).set(totals.subarray(0, channels));
    floats(context, context.offset(dGamma), channels).set(
      variances.map((value, channel) => totals[channels + channel] / Math.sqrt(value + attrs.epsilon)),
    );
    return [dx, dGamma, dBeta];
  },
);

/** AeReluBiasGrad: back through relu(… + bias): dy, y [..., channels] → [dy where y > 0, its sums over all but channels]. */
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { RELU_BIAS_GRADIENT } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { PART_ELEMENTS, sumTree } from './sum-tree.ts';

export const reluBiasGrad = defineKernel<{ dy: TensorInfo; y: TensorInfo }, object>(
  'AeReluBiasGrad',
  (context, { inputs: { dy, y } }) => {
    const channels = y.shape[y.shape.length - 1];
    const rows = util.sizeFromShape(y.shape.slice(0, -1));
    const dx = context.output(y.shape);
    const dBias = context.output([channels]);
    const rowsPerPart = Math.max(1, Math.floor(PART_ELEMENTS / channels));
    const parts = Math.ceil(rows / rowsPerPart);
    const sums = context.workspace('partials', 4 * parts * channels);
    const tensors = [dy, y, dx].map((tensor) => context.offset(tensor));
    context.run(RELU_BIAS_GRADIENT, parts, [...tensors, sums, rows, channels, rowsPerPart]);
    sumTree(context, sums, context.offset(dBias), { outer: 1, count: parts, inner: channels });
    return [dx, dBias];
  },
);

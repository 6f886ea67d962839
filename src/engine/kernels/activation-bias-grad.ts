/**
 * AeActivationBiasGrad: back through activation(… + bias): dy, y [..., channels] → [dx, its sums over all but channels].
 * dx is dy where y > 0 for ReLU, dy·y·(1 − y) for the sigmoid.
 */
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { ACTIVATION_BIAS_GRADIENT } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { PART_ELEMENTS, sumTree } from './sum-tree.ts';

interface Attributes {
  activation: 'relu' | 'sigmoid';
}

export const activationBiasGrad = defineKernel<{ dy: TensorInfo; y: TensorInfo }, Attributes>(
  'AeActivationBiasGrad',
  (context, { inputs: { dy, y }, attrs: { activation } }) => {
    const channels = y.shape[y.shape.length - 1];
    const rows = util.sizeFromShape(y.shape.slice(0, -1));
    const dx = context.output(y.shape);
    const dBias = context.output([channels]);
    const rowsPerPart = Math.max(1, Math.floor(PART_ELEMENTS / channels));
    const parts = Math.ceil(rows / rowsPerPart);
    const sums = context.workspace('partials', 4 * parts * channels);
    const tensors = [dy, y, dx].map((tensor) => context.offset(tensor));
    const shape = [rows, channels, rowsPerPart, activation === 'sigmoid' ? 1 : 0];
    context.run(ACTIVATION_BIAS_GRADIENT, parts, [...tensors, sums, ...shape]);
    sumTree(context, sums, context.offset(dBias), { outer: 1, count: parts, inner: channels });
    return [dx, dBias];
  },
);

/**
 * AeAdamStep: one step of Adam on all variables, IN PLACE on their memory; no output.
 * Inputs are a list: the scalars beta1^t and beta2^t, which the step multiplies on, then for each variable its weights,
 * first moment, second moment and gradient. None of what is written may share memory with another tensor.
 */
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { ADAM_STEP } from './assembly/job-kinds.ts';
import { defineKernel } from './define-kernel.ts';
import { floatBits } from './kernel-context.ts';

export interface AdamAttributes {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
}

/** Elements of a part: of four arrays, together 128 KiB. */
const PIECE = 8192;
const ROW_WORDS = 5;

export const adamStep = defineKernel<TensorInfo[], AdamAttributes>(
  'AeAdamStep',
  (context, { inputs, attrs: { learningRate, beta1, beta2, epsilon } }) => {
    const [power1, power2, ...quads] = inputs;
    const table: number[] = [];
    for (let i = 0; i < quads.length; i += 4) {
      const offsets = quads.slice(i, i + 4).map((tensor) => context.offset(tensor));
      const size = util.sizeFromShape(quads[i].shape);
      for (let first = 0; first < size; first += PIECE)
        table.push(...offsets.map((offset) => offset + 4 * first), Math.min(PIECE, size - first));
    }
    const tableOffset = context.workspace('adam-table', 4 * table.length);
    new Uint32Array(context.memory(), tableOffset, table.length).set(table);
    const [accumulated1, accumulated2] = [power1, power2].map(
      (tensor) => new Float32Array(context.memory(), context.offset(tensor), 1),
    );
    const numbers = [
      ...[beta1, 1 - beta1, beta2, 1 - beta2],
      ...[1 - accumulated1[0], 1 - accumulated2[0], epsilon, -learningRate],
    ];
    context.run(ADAM_STEP, table.length / ROW_WORDS, [tableOffset, ...numbers.map(floatBits)]);
    accumulated1[0] *= Math.fround(beta1);
    accumulated2[0] *= Math.fround(beta2);
    return [];
  },
);

/** _FusedMatMul: activation(a·b + bias), a dense layer. */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { multiplyMatrices, type MatMulAttributes } from './batch-mat-mul.ts';
import { defineKernel } from './define-kernel.ts';
import { runFused, type FusedAttributes, type FusedInputs } from './fused-epilogue.ts';

interface Inputs extends FusedInputs {
  a: TensorInfo;
  b: TensorInfo;
}

export const fusedMatMul = defineKernel<Inputs, MatMulAttributes & FusedAttributes>(
  '_FusedMatMul',
  (context, { inputs, attrs }) => {
    const { a, b } = inputs;
    const columns = b.shape[b.shape.length - (attrs.transposeB ? 2 : 1)];
    return runFused(columns, inputs, attrs, (options) => multiplyMatrices(context, a, b, attrs, options));
  },
);

/** The one list of kernels that we add to tfjs' wasm backend, or put in place of its own. */
import { getKernel, registerKernel, unregisterKernel, type KernelConfig } from '@tensorflow/tfjs-core';
import { activationBiasGrad } from './activation-bias-grad.ts';
import { adamStep } from './adam-step.ts';
import { avgPool } from './avg-pool.ts';
import { batchMatMul } from './batch-mat-mul.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';
import { conv2d } from './conv2d.ts';
import { convFilterBiasGrad } from './conv-filter-bias-grad.ts';
import { convNormReluPool } from './conv-norm-relu-pool.ts';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise-grads.ts';
import { dropout } from './dropout.ts';
import { fusedConv2d } from './fused-conv2d.ts';
import { widenFusedDepthwiseConv2d } from './fused-depthwise-conv2d.ts';
import { fusedMatMul } from './fused-mat-mul.ts';
import { identity } from './identity.ts';
import { maxPoolGrad } from './max-pool-grad.ts';
import { maxPool } from './max-pool.ts';
import { normReluPoolGrad } from './norm-relu-pool-grad.ts';
import { normReluPool, normReluPoolInference } from './norm-relu-pool.ts';
import { referenceKernels } from './reference-kernels.ts';
import { rootMeanSquare, rootMeanSquareGrad } from './root-mean-square.ts';
import { sum } from './sum.ts';
import { thinConvFilterGrad, thinConvInputGrad } from './thin-conv-grad.ts';
import { transposedConv } from './transposed-conv.ts';
import { unsortedSegmentSum } from './unsorted-segment-sum.ts';

const kernels: KernelConfig[] = [
  activationBiasGrad,
  adamStep,
  avgPool,
  batchMatMul,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  convFilterBiasGrad,
  convNormReluPool,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  dropout,
  fusedConv2d,
  fusedMatMul,
  identity,
  maxPool,
  maxPoolGrad,
  normReluPool,
  normReluPoolGrad,
  normReluPoolInference,
  rootMeanSquare,
  rootMeanSquareGrad,
  sum,
  thinConvFilterGrad,
  thinConvInputGrad,
  transposedConv,
  unsortedSegmentSum,
];

/** With SIMD our own; without it the few that training cannot do without, by their references. */
export function registerKernels(simd: boolean): void {
  widenFusedDepthwiseConv2d();
  for (const kernel of simd ? kernels : referenceKernels) {
    if (getKernel(kernel.kernelName, 'wasm')) unregisterKernel(kernel.kernelName, 'wasm');
    registerKernel(kernel);
  }
}

/** Door of the kernel pack. */
export {
  registerTrainingKernels,
  type TrainingKernelOptions,
  type TrainingKernels,
} from './register-training-kernels.ts';
export { FusedAdam } from './fused-adam.ts';
export {
  convBiasActivation,
  convNormReluPoolInference,
  dropout,
  normReluPool,
  normReluPoolInference,
  type ChannelNorm,
  type ConvBiasActivationOptions,
  type NormReluPoolOptions,
  type NormReluPoolOutputs,
} from './fused-ops.ts';
export {
  denseBiasActivation,
  transposedConvBiasActivation,
  type TransposedConvOptions,
} from './fused-layers.ts';
export { rootMeanSquaredError } from './fused-loss.ts';
export type { JobRunner } from './job-runner.ts';
export { NearestSearch, type NearestOptions, type VectorSet } from './nearest-search.ts';
export { startOwnKernels, type OwnKernelOptions, type OwnKernels } from './own-kernels.ts';
export type { UmapEdges, UmapStep } from './reference/umap-epoch.ts';
export { createUmapMover, type UmapMover } from './umap-epochs.ts';

/** Door of the kernel pack. */
export {
  registerTrainingKernels,
  type TrainingKernelOptions,
  type TrainingKernels,
} from './register-training-kernels.ts';
export { FusedAdam } from './fused-adam.ts';
export {
  convBiasActivation,
  dropout,
  normReluPool,
  normReluPoolInference,
  type ConvBiasActivationOptions,
  type NormReluPoolOptions,
  type NormReluPoolOutputs,
} from './fused-ops.ts';

/** Door of the kernel pack. */
export {
  registerTrainingKernels,
  type TrainingKernelOptions,
  type TrainingKernels,
} from './register-training-kernels.ts';

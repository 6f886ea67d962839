import type { KernelTime } from './profile-kernels.ts';

/** What takes part in a comparison. `run` is synchronous: the kernels of tfjs' wasm backend are. */
export interface Contender {
  run(): void;
  /** Multiplications and additions of one run, counted the direct way; 0 where it makes no sense. */
  flop: number;
  /** One run, told by kernels. */
  profile?(): KernelTime[];
}

export type ContenderOptions = StepOptions | StockStepOptions | ConvolutionOptions | PeakOptions;

export interface StepOptions {
  kind: 'step';
  preset: 'seed' | 'compact';
  batch: number;
  threads: number;
  /** Without relaxed SIMD. */
  deterministic?: boolean;
}

export interface StockStepOptions {
  kind: 'stock-step';
  preset: 'seed' | 'compact';
  batch: number;
}

export interface ConvolutionOptions {
  kind: 'convolution';
  /** Position in `SEED_CONVS`. */
  shape: number;
  direction: 'forward' | 'inputGradient' | 'filterGradient';
  batch: number;
  threads: number;
}

export interface PeakOptions {
  kind: 'peak';
}

import type { KernelTime } from './profile-kernels.ts';

/** What takes part in a comparison. */
export interface Contender {
  /** Synchronous where it can be, as the kernels of tfjs' wasm backend are. */
  run(): void | Promise<void>;
  /** Multiplications and additions of one run, counted the direct way; 0 where it makes no sense. */
  flop: number;
  /** One run, told by kernels. */
  profile?(): KernelTime[];
  /** Size of the WASM memory, which never shrinks: the most that was needed so far. */
  memoryBytes?(): number;
}

export type ContenderOptions =
  | StepOptions
  | StockStepOptions
  | JaxStepOptions
  | StockNetOptions
  | EncodingOptions
  | ConvolutionOptions
  | ProductOptions
  | PeakOptions;

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

/** The seed model in jax-js. */
export interface JaxStepOptions {
  kind: 'jax-step';
  batch: number;
}

/** A step of a plain tfjs model with tfjs' own optimizer; with our kernels on `wasm`, or as it comes on `cpu`. */
export interface StockNetOptions {
  kind: 'stock-net';
  backend: 'wasm' | 'cpu';
  batch: number;
  threads: number;
}

/** From pixels to latent vectors, in inference mode. */
export interface EncodingOptions {
  kind: 'encoding';
  preset: 'seed' | 'compact';
  images: number;
  threads: number;
}

export interface ConvolutionOptions {
  kind: 'convolution';
  /** Position in `SEED_CONVS`. */
  shape: number;
  direction: 'forward' | 'inputGradient' | 'filterGradient';
  batch: number;
  threads: number;
}

/** [m, k]·[k, n], as tfjs calls it. */
export interface ProductOptions {
  kind: 'product';
  m: number;
  n: number;
  k: number;
  threads: number;
}

export interface PeakOptions {
  kind: 'peak';
}

/** Numbers of the kernels as they stand in a job's first word; read by AssemblyScript and by TypeScript alike. */
export const NOTHING = 0;
// Products and convolutions.
export const PACK_PANELS = 10;
export const BATCH_MULTIPLY = 11;
export const ADD_PARTIALS = 12;
export const CONV_FORWARD = 13;
export const CONV_SCATTER = 14;
export const CONV_FILTER_GRADIENT = 15;
export const WINOGRAD_FILTER = 16;
export const WINOGRAD_FORWARD = 17;
export const WINOGRAD_FILTER_GRADIENT = 18;
export const WINOGRAD_FILTER_GRADIENT_SUM = 19;
export const THIN_FILTER_GRADIENT = 20;
export const THIN_INPUT_GRADIENT = 21;
export const CONV_WINDOWS = 22;
export const WINDOW_FILTER_GRADIENT = 23;
// Pools, norms, elementwise passes and sums.
export const MAX_POOL = 40;
export const MAX_POOL_GRADIENT = 41;
export const AVG_POOL = 54;
export const BATCH_STATS = 42;
export const JOIN_STATS = 43;
export const NORM_RELU_POOL = 44;
export const NORM_RELU_POOL_SUMS = 45;
export const NORM_RELU_POOL_GRADIENT = 46;
export const ACTIVATION_BIAS_GRADIENT = 47;
export const ADAM_STEP = 48;
export const DROPOUT = 49;
export const SUM = 50;
export const SEGMENT_SUM = 51;
export const DEPTHWISE_INPUT_GRADIENT = 52;
export const DEPTHWISE_FILTER_GRADIENT = 53;
export const SQUARED_ERROR = 55;
export const SQUARED_ERROR_GRADIENT = 56;
// Neighbours and the latent map.
export const NEAREST = 70;
export const UMAP_EPOCH = 71;

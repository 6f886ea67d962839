/** Numbers of the kernels as they stand in a job's first word; read by AssemblyScript and by TypeScript alike. */
export const NOTHING = 0;
// Products and convolutions.
export const PACK_PANELS = 10;
export const BATCH_MULTIPLY = 11;
export const ADD_PARTIALS = 12;
export const CONV_FORWARD = 13;
export const CONV_SCATTER = 14;
export const CONV_FILTER_GRADIENT = 15;

/**
 * Door of the engine: data in, a trained autoencoder and what it shows out. No DOM, no workers; runs wherever
 * TensorFlow.js does. Call `startBackend` first; without it all runs on whatever backend is current, only slower.
 */
export { startBackend, type BackendCapabilities } from './backend.ts';
export { UnreadableDataError } from './errors.ts';

export { catalog, loadDataset, type Dataset, type DatasetSource, type ImageArray } from './datasets/index.ts';
export { findPreset, presets, type Autoencoder } from './models/index.ts';

export { Trainer, type RunState, type TrainingConfig, type TrainingEvent } from './training/index.ts';
export { Inference, imageRmse } from './training/index.ts';
export { decodeCheckpoint, decodeModelFile, encodeCheckpoint, encodeModelFile } from './training/index.ts';

export {
  computePcaBaseline,
  findNearest,
  findNeighbours,
  placePoints,
  principalScores,
  UmapLayout,
} from './analysis/index.ts';
/** For what analyses without tfjs: `findNearest`, `UmapLayout`, `placePoints`. */
export { startOwnKernels } from './kernels/index.ts';

/**
 * Door of the engine: data in, a trained autoencoder and what it shows out. No DOM, no workers; runs wherever
 * TensorFlow.js does. `startBackend` first; without it, on whatever backend is current, only slower.
 */
export { startBackend, type BackendCapabilities, type BackendOptions } from './backend.ts';
export { UnreadableDataError } from './errors.ts';

export { catalog, loadDataset, Dataset, type DatasetSource, type ImageArray } from './datasets/index.ts';
export { Autoencoder, findPreset, presets, type ModelSummary, type Preset } from './models/index.ts';

export { Trainer, type TrainingConfig, type TrainingEvent } from './training/index.ts';
export { Inference, imageRmse, type Evaluation } from './training/index.ts';
export { decodeCheckpoint, encodeCheckpoint, type RunState } from './training/index.ts';
export { decodeModelFile, encodeModelFile } from './training/index.ts';

/** Door of the models: plain tfjs layers models and what describes them. */
export { summarize, type LayerSummary, type ModelSummary } from './architecture.ts';
export { Autoencoder, type AutoencoderLayers } from './autoencoder.ts';
export { countMultiplications } from './count-multiplications.ts';
export { findPreset, presets, type Preset, type PresetName } from './presets.ts';
export { LOSS_EPSILON, reconstructionLoss } from './reconstruction-loss.ts';

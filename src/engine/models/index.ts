/** Door of the models: plain tfjs layers models and what describes them. */
export { summarize, type LayerSummary, type ModelSummary } from './architecture.ts';
export { Autoencoder, type AutoencoderLayers, type AutoencoderPart } from './autoencoder.ts';
export { countMultiplications } from './count-multiplications.ts';
export { checkModelOptions, type ModelOptions } from './model-options.ts';
export { presetList, presetNames, type PresetEntry, type PresetName } from './preset-list.ts';
export { findPreset, presets, type Preset } from './presets.ts';
export { LOSS_EPSILON, reconstructionLoss } from './reconstruction-loss.ts';
export { SSIM_FLOORS, SSIM_WINDOW, structuralSimilarity } from './structural-similarity.ts';

import { presetList, presetNames, type PresetEntry, type PresetName } from '../../workers/index.ts';

/** Settings of what a network is trained for: those that a preset has stand among its defaults. */
export const objectiveSettings = [
  'noise',
  'structureWeight',
  'beta',
  'klWarmUpEpochs',
  'labelWeight',
  'labelBudget',
  'jitter',
] as const;

/** Settings that not all presets have. */
export const specialSettings = [...objectiveSettings, 'latentDim', 'width', 'dropout'] as const;
export type SpecialSetting = (typeof specialSettings)[number];

/** Whether a preset has such a setting: told by its defaults, or by how its model is built. */
export function hasSetting(preset: PresetName, setting: SpecialSetting): boolean {
  const { defaults, data } = presetList[preset] as PresetEntry;
  switch (setting) {
    case 'noise':
      return 'noise' in defaults;
    case 'structureWeight':
      return 'structureWeight' in defaults;
    case 'beta':
    case 'klWarmUpEpochs':
      return 'beta' in defaults;
    case 'labelWeight':
    case 'labelBudget':
    case 'jitter':
      return 'labelWeight' in defaults;
    case 'latentDim':
      // The seed's code is a map of the image's quarters.
      return preset !== 'seed';
    case 'width':
      return data !== 'ratings';
    case 'dropout':
      // A variational code is noisy by itself.
      return !('beta' in defaults);
  }
}

/** Those that have it. */
export function listPresetsWith(setting: SpecialSetting): PresetName[] {
  return presetNames.filter((preset) => hasSetting(preset, setting));
}

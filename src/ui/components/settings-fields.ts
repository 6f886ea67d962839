import { presetList, type Settings } from '../state/index.ts';
import type { PresetEntry, PresetName } from '../../workers/index.ts';

interface Named<Key extends keyof Settings> {
  key: Key;
  label: string;
  /** What it does, in a sentence. */
  title?: string;
  /** When it may change: before a run only (default), while it rests too, or always. */
  opens?: 'at-rest' | 'always';
}

type NumberKey =
  'epochs' | 'batchSize' | 'learningRate' | 'seed' | 'threads' | 'beta' | 'klWarmUpEpochs' | 'jitter';

export interface NumberField extends Named<NumberKey> {
  kind: 'number';
  min: number;
  max: number;
  step: number | 'any';
  expected: string;
}

export interface RangeField extends Named<'labelWeight' | 'structureWeight'> {
  kind: 'range';
  min: number;
  max: number;
  step: number;
  /** What its ends mean. */
  ends: readonly [low: string, high: string];
}

export interface ChoiceField extends Named<'labelBudget' | 'frozen'> {
  kind: 'choice';
  options: readonly (readonly [value: string | number | undefined, name: string])[];
}

export type SettingsField = NumberField | RangeField | ChoiceField;

const common: readonly SettingsField[] = [
  { kind: 'number', key: 'epochs', label: 'Epochs', min: 1, max: 10_000, step: 1, expected: 'a whole number from 1 to 10,000' },
  { kind: 'number', key: 'batchSize', label: 'Batch size', min: 1, max: 8192, step: 1, expected: 'a whole number from 1 to 8,192' },
  { kind: 'number', key: 'learningRate', label: 'Learning rate', min: 1e-7, max: 1, step: 'any', expected: 'a number above 0, at most 1', opens: 'always' },
  { kind: 'number', key: 'seed', label: 'Seed', min: 0, max: 2 ** 32 - 1, step: 1, expected: 'a whole number from 0 to 4,294,967,295' },
  { kind: 'number', key: 'threads', label: 'Threads', min: 1, max: 64, step: 1, expected: 'a whole number from 1 to 64' },
]; // prettier-ignore

const variational: readonly SettingsField[] = [
  {
    kind: 'number',
    key: 'beta',
    label: 'β, weight of KL',
    title: 'Larger: codes closer to one round cloud, blurrier images',
    ...{ min: 0, max: 1000, step: 'any', expected: 'a number from 0 to 1,000' },
  },
  {
    kind: 'number',
    key: 'klWarmUpEpochs',
    label: 'KL warm-up, epochs',
    title:
      'Epochs over which that weight rises from 0, so that the code is of use before it is held together',
    ...{ min: 0, max: 10_000, step: 'any', expected: 'a number from 0 to 10,000' },
  },
];

const structural: readonly SettingsField[] = [
  {
    kind: 'range',
    key: 'structureWeight',
    label: 'Weight of structure',
    title: 'Share of the structural similarity in the loss; the rest is the RMSE',
    ...{ min: 0, max: 1, step: 0.05, ends: ['pixels', 'structure'] },
  },
];

const supervised: readonly SettingsField[] = [
  {
    kind: 'range',
    key: 'labelWeight',
    label: 'Weight of the labels',
    title: 'Share of the labels in the loss; the rest is for the images',
    ...{ min: 0, max: 1, step: 0.05, ends: ['generative', 'discriminative'] },
  },
  {
    kind: 'choice',
    key: 'labelBudget',
    label: 'Labels used',
    title: 'Equally many of each class; the other images are trained on without theirs',
    options: [
      [100, '100'],
      [1000, '1,000'],
      [10_000, '10,000'],
      [undefined, 'all'],
    ],
  },
  {
    kind: 'number',
    key: 'jitter',
    label: 'Jitter, pixels',
    title: 'Shifts, turns and slants each training image by up to so many pixels, anew in every step',
    ...{ min: 0, max: 8, step: 'any', expected: 'a number from 0 to 8' },
  },
];

const frozen: SettingsField = {
  kind: 'choice',
  key: 'frozen',
  label: 'Trained half',
  title: 'The other half stays as it is',
  opens: 'at-rest',
  options: [
    [undefined, 'both'],
    ['decoder', 'encoder'],
    ['encoder', 'decoder'],
  ],
};

/** The settings that a preset knows: a few that all have, and what its defaults show it to be trained for. */
export function listSettingsFields(preset: PresetName): readonly SettingsField[] {
  const { data, defaults } = presetList[preset] as PresetEntry;
  return [
    ...common,
    ...('beta' in defaults ? variational : []),
    ...('structureWeight' in defaults ? structural : []),
    ...('labelWeight' in defaults ? supervised : []),
    ...(data === undefined ? [frozen] : []),
  ];
}
